package io.granary.models;

import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Caller;
import io.granary.api.IfMatch;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.database.Model;
import io.granary.database.ModelRepository;
import io.granary.domain.Code;
import io.granary.domain.DatasetName;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.domain.Ids;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes a model of the caller's. */
@Controller
@LambdaFunction(
    name = "create-model",
    access = Access.SIGNED_IN,
    refuses = {Code.MODEL_NAME_TAKEN, Code.UNKNOWN_USER},
    answers =
        @Answer(
            status = 201,
            headers = {"Location", "ETag"}))
final class CreateModelFunction {
  private final ModelRepository models;
  private final Ids ids;
  private final InstantSource clock;

  CreateModelFunction(ModelRepository models, Ids ids, InstantSource clock) {
    this.models = models;
    this.ids = ids;
    this.clock = clock;
  }

  /** The model wanted. */
  @Introspected
  record Request(
      @NotNull String name,
      @Nullable @Size(max = ModelView.MAX_DESCRIPTION) String description,
      @Nullable @Valid Warehouse warehouse,
      @Nullable @Valid Budget budget) {}

  @Post("/api/models")
  HttpResponse<ModelView> create(Caller caller, @Body Request request) {
    String name = DatasetName.normalized(request.name());
    DatasetName.problem(name)
        .ifPresent(
            problem -> {
              throw new GranaryException(
                  Code.VALIDATION_FAILED,
                  "Cannot take the request: 1 problem(s) found.",
                  List.of(new Violation("/name", problem)));
            });
    UUID id = ids.next();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    models.insert(
        id,
        caller.id(),
        ModelView.about(
            name,
            request.description(),
            request.warehouse() == null ? Warehouse.STANDARD : request.warehouse(),
            request.budget() == null ? Budget.UNLIMITED : request.budget()),
        now);
    Model made = models.find(id).orElseThrow(() -> GranaryException.notFound("model"));
    return HttpResponse.created(ModelView.of(made), URI.create("/api/models/" + id))
        .header("ETag", IfMatch.tag(made.revision()));
  }
}
