package io.granary.models;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.Cursors;
import io.granary.api.Cursors.Position;
import io.granary.api.LambdaFunction;
import io.granary.api.Page;
import io.granary.api.Parameters;
import io.granary.api.TimeOrdered;
import io.granary.database.Model;
import io.granary.database.ModelRepository;
import io.granary.database.ModelRepository.Filter;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** The caller's models, newest first; an admin may ask for everybody's. */
@Controller
@LambdaFunction(name = "list-models", access = Access.SIGNED_IN)
final class ListModelsFunction {
  private final ModelRepository models;
  private final Cursors cursors;

  ListModelsFunction(ModelRepository models, Cursors cursors) {
    this.models = models;
    this.cursors = cursors;
  }

  /** What to list. */
  @Introspected
  record Query(
      @Nullable @Size(max = 100) String search,
      @Nullable @Pattern(regexp = "all", message = "must be all") String scope,
      @Nullable @Min(1) @Max(200) Integer limit,
      @Nullable String cursor) {}

  @Get("/api/models")
  Page<ModelView> list(Caller caller, @Parameters Query query) {
    boolean everybody = caller.isAdmin() && query.scope() != null;
    var filter = new Filter(everybody ? null : caller.id(), query.search());
    return new TimeOrdered<Model>(
            "models " + caller.id() + " " + filter,
            model -> new Position(model.createdAt(), model.id()),
            query.search() != null)
        .page(
            cursors,
            query.cursor(),
            query.limit(),
            (last, limit) ->
                models.list(
                    filter,
                    last == null ? null : last.at(),
                    last == null ? null : last.id(),
                    limit),
            limit -> models.count(filter, limit),
            ModelView::of);
  }
}
