package io.granary.models;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.Cursors;
import io.granary.api.Cursors.Position;
import io.granary.api.LambdaFunction;
import io.granary.api.Page;
import io.granary.api.Parameters;
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
import java.util.List;
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
    String fingerprint = "models " + caller.id() + " " + filter;
    Position after = cursors.position(fingerprint, query.cursor());
    int limit = query.limit() == null ? 50 : query.limit();
    List<Model> found =
        models.list(
            filter,
            after == null ? null : after.at(),
            after == null ? null : after.id(),
            limit + 1);
    String next = null;
    if (found.size() > limit) {
      found = found.subList(0, limit);
      Model last = found.getLast();
      next = cursors.write(fingerprint, new Position(last.createdAt(), last.id()));
    }
    boolean filtered = query.search() != null;
    long count = models.count(filter, filtered ? Page.COUNT_LIMIT + 1 : Long.MAX_VALUE);
    return Page.of(found.stream().map(ModelView::of).toList(), next, count, filtered);
  }
}
