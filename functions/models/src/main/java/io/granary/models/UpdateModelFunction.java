package io.granary.models;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Changes;
import io.granary.api.IfMatch;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.ResourceRef;
import io.granary.api.StrictReader;
import io.granary.database.Model;
import io.granary.database.Model.About;
import io.granary.database.ModelRepository;
import io.granary.domain.Code;
import io.granary.domain.DatasetName;
import io.granary.domain.GranaryException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Put;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Changes what a model is called, where its tables are and what they may cost. When the tables are
 * elsewhere, its datasets over them must be activated again.
 */
@Controller
@LambdaFunction(
    name = "update-model",
    access = Access.MODEL_OWNER,
    refuses = {Code.READ_ONLY_FIELD, Code.MODEL_NAME_TAKEN},
    answers = @Answer(status = 200, headers = "ETag"),
    body = UpdateModelFunction.Request.class)
final class UpdateModelFunction {
  private static final Set<String> WRITABLE = Set.of("name", "description", "warehouse", "budget");

  private final ModelRepository models;
  private final StrictReader reader;
  private final InstantSource clock;

  UpdateModelFunction(ModelRepository models, StrictReader reader, InstantSource clock) {
    this.models = models;
    this.reader = reader;
    this.clock = clock;
  }

  /**
   * The fields that can be changed; the others of the model may be sent back as they are.
   *
   * @param description null clears it
   * @param warehouse replaced whole; null stands for BigQuery's raw_data. Where the tables are
   *     elsewhere then, the datasets over them are drafts again, and what was measured of them is
   *     forgotten; versions keep naming the tables that they were made over.
   * @param budget replaced whole; null stands for no limit
   */
  record Request(
      @Size(min = 1, max = 100) String name,
      @Nullable @Size(max = ModelView.MAX_DESCRIPTION) String description,
      @Nullable Warehouse warehouse,
      @Nullable Budget budget) {}

  @Put("/api/models/{modelId}")
  HttpResponse<ModelView> update(ResourceRef ref, IfMatch ifMatch, @Body ObjectNode body) {
    Model before = find(ref.id());
    ModelView seen = ModelView.of(before);
    var changes = new Changes(body, seen, WRITABLE);
    About about =
        ModelView.about(
            changes.text("name", seen.name(), DatasetName::normalized, DatasetName::problem),
            changes.optionalText("description", seen.description(), ModelView.MAX_DESCRIPTION),
            changes.record("warehouse", seen.warehouse(), Warehouse.STANDARD, reader),
            changes.record("budget", seen.budget(), Budget.UNLIMITED, reader));
    changes.check();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    // What is written rests on what was read, so that two callers do not undo each other.
    long expected = ifMatch.revision() == null ? before.revision() : ifMatch.revision();
    boolean changed = models.edit(ref.id(), expected, about, now);
    new IfMatch(expected).require(changed ? Optional.of(about) : Optional.empty());
    Model after = find(ref.id());
    return HttpResponse.ok(ModelView.of(after)).header("ETag", IfMatch.tag(after.revision()));
  }

  private Model find(UUID id) {
    return models.find(id).orElseThrow(() -> GranaryException.notFound("model"));
  }
}
