package io.granary.datasets;

import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Caller;
import io.granary.api.DatasetRef;
import io.granary.api.DatasetView;
import io.granary.api.IfMatch;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.Quotas;
import io.granary.api.RequestInfo;
import io.granary.database.AuditRepository;
import io.granary.database.Dataset;
import io.granary.database.DatasetRepository;
import io.granary.database.DatasetRepository.Edit;
import io.granary.database.DefinitionRepository;
import io.granary.database.DefinitionRepository.Content;
import io.granary.database.DefinitionRepository.Draft;
import io.granary.database.ModelRepository;
import io.granary.domain.Code;
import io.granary.domain.DatasetName;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.domain.Ids;
import io.granary.json.Json;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Makes another dataset of the definition of one over tables, in the same model, as a draft of the
 * caller's. The model must be the caller's too. No warehouse is asked.
 */
@Controller
@LambdaFunction(
    name = "clone-dataset",
    access = Access.DATASET_VIEWER,
    replaces = "POST /api/datasets/{id}/clone/",
    refuses = {
      Code.DATASET_NAME_TAKEN,
      Code.FORBIDDEN,
      Code.QUOTA_EXCEEDED,
      Code.UNKNOWN_USER,
      Code.WRONG_KIND
    },
    answers =
        @Answer(
            status = 201,
            headers = {"Location", "ETag"}))
final class CloneDatasetFunction {
  private final Jdbi jdbi;
  private final DatasetRepository datasets;
  private final DefinitionRepository definitions;
  private final ModelRepository models;
  private final Quotas quotas;
  private final AuditRepository audit;
  private final Ids ids;
  private final InstantSource clock;

  CloneDatasetFunction(
      Jdbi jdbi,
      DatasetRepository datasets,
      DefinitionRepository definitions,
      ModelRepository models,
      Quotas quotas,
      AuditRepository audit,
      Ids ids,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.datasets = datasets;
    this.definitions = definitions;
    this.models = models;
    this.quotas = quotas;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** What the other one is to be called. */
  @Introspected
  record Request(@NotNull String name) {}

  /** Where a dataset comes from. */
  private record Origin(UUID datasetId, @Nullable Integer version, @Nullable UUID jobId) {}

  @Post("/api/datasets/{datasetId}/clone")
  HttpResponse<DatasetView> make(
      Caller caller, DatasetRef ref, RequestInfo request, @Body Request wish) {
    String name = DatasetName.normalized(wish.name());
    DatasetName.problem(name)
        .ifPresent(
            problem -> {
              throw new GranaryException(
                  Code.VALIDATION_FAILED,
                  "Cannot take the request: 1 problem(s) found.",
                  List.of(new Violation("/name", problem)));
            });
    Dataset source = find(ref.id(), caller);
    UUID model = source.modelId();
    if (source.definition() == null || source.tableSchemas() == null || model == null) {
      throw new GranaryException(
          Code.WRONG_KIND,
          "Cannot clone the dataset: it has files, and only datasets over tables can be cloned so"
              + " far.");
    }
    if (!caller.isAdmin() && !models.isOwn(model, caller.id())) {
      throw new GranaryException(
          Code.FORBIDDEN, "Cannot clone the dataset: its model belongs to somebody else.");
    }
    UUID id = ids.next();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var draft =
        new Draft(
            id,
            caller.id(),
            name,
            source.description(),
            model,
            "derived",
            Json.write(new Origin(source.id(), null, null)),
            now);
    var content =
        new Content(
            source.definition(),
            source.tableSchemas(),
            source.tableCount() == null ? 0 : source.tableCount(),
            source.columnCount() == null ? 0 : source.columnCount(),
            source.rowEstimate());
    var about =
        new Edit(
            name, source.description(), source.tags(), source.metadata(), source.pipelineConfig());
    jdbi.useTransaction(
        handle -> {
          quotas.checkDataset(handle, caller.id());
          definitions.insert(handle, draft, content);
          datasets.edit(handle, id, null, about, now);
          audit.add(
              handle,
              id,
              "cloned",
              caller.id(),
              request.id(),
              Map.of("from_dataset_id", source.id()));
        });
    Dataset made = find(id, caller);
    return HttpResponse.created(DatasetView.of(made), URI.create("/api/datasets/" + id))
        .header("ETag", IfMatch.tag(made.revision()));
  }

  private Dataset find(UUID id, Caller caller) {
    return datasets.find(id, caller.id()).orElseThrow(() -> GranaryException.notFound("dataset"));
  }
}
