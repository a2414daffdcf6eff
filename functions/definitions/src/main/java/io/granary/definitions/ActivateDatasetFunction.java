package io.granary.definitions;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.DatasetRef;
import io.granary.api.DatasetView;
import io.granary.api.IfMatch;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.RequestInfo;
import io.granary.database.AuditRepository;
import io.granary.database.Dataset;
import io.granary.database.DatasetRepository;
import io.granary.database.DefinitionRepository;
import io.granary.database.validation.ValidationRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.json.Json;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Approves a dataset for training. One over tables is compared with them again, its queries are
 * checked by the warehouse, and their price is held against the model's budget. A file set must
 * have been validated, with no error, since its data changed. One that is active stays so.
 */
@Controller
@LambdaFunction(
    name = "activate-dataset",
    access = Access.DATASET_EDITOR,
    replaces = "POST /api/datasets/{id}/activate/",
    uses = Use.WAREHOUSE,
    refuses = {
      Code.BUDGET_EXCEEDED,
      Code.DATASET_BUSY,
      Code.DATASET_NOT_READY,
      Code.JOIN_INVALID,
      Code.ROLE_REQUIRED,
      Code.VALIDATION_FAILED
    },
    answers = @Answer(status = 200, headers = "ETag"))
final class ActivateDatasetFunction {
  private static final String ACTIVE = "active";

  private final Jdbi jdbi;
  private final DatasetRepository datasets;
  private final DefinitionRepository definitions;
  private final ValidationRepository validations;
  private final Approval approval;
  private final AuditRepository audit;
  private final InstantSource clock;

  ActivateDatasetFunction(
      Jdbi jdbi,
      DatasetRepository datasets,
      DefinitionRepository definitions,
      ValidationRepository validations,
      Approval approval,
      AuditRepository audit,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.datasets = datasets;
    this.definitions = definitions;
    this.validations = validations;
    this.approval = approval;
    this.audit = audit;
    this.clock = clock;
  }

  @Post("/api/datasets/{datasetId}/activate")
  HttpResponse<DatasetView> activate(Caller caller, DatasetRef ref, RequestInfo request) {
    Dataset before = find(ref.id(), caller);
    if (!before.status().equals(ACTIVE)) {
      if (before.kind().equals("warehouse")) {
        activateTables(before, caller, request);
      } else {
        activateFiles(before, caller, request);
      }
    }
    Dataset after = find(ref.id(), caller);
    return HttpResponse.ok(DatasetView.of(after)).header("ETag", IfMatch.tag(after.revision()));
  }

  private void activateTables(Dataset dataset, Caller caller, RequestInfo request) {
    Approval.Approved approved = approval.of(dataset);
    boolean isActivated =
        jdbi.inTransaction(
            handle ->
                approved.place().hold(handle, approved.model())
                    && definitions.activate(handle, dataset.id(), approved.content(), now())
                    && audited(handle, dataset.id(), caller, request, approved.details()));
    if (!isActivated && !isActive(dataset.id(), caller)) {
      throw new GranaryException(
          Code.DATASET_BUSY,
          "Cannot activate the dataset: its definition or its model was changed meanwhile. Try"
              + " again.");
    }
  }

  private void activateFiles(Dataset dataset, Caller caller, RequestInfo request) {
    if (!dataset.status().equals("ready")) {
      throw notReady("its status is " + dataset.status());
    }
    boolean isActivated =
        jdbi.inTransaction(
            handle ->
                definitions.activateFiles(handle, dataset.id(), now())
                    && audited(handle, dataset.id(), caller, request, Map.of()));
    if (!isActivated && !isActive(dataset.id(), caller)) {
      throw notReady(obstacle(dataset.id()));
    }
  }

  /** Why a file set that is ready was not activated. */
  private String obstacle(UUID dataset) {
    String howTo = "; POST /api/datasets/%s/validate does it".formatted(dataset);
    return validations
        .find(dataset)
        .map(
            kept ->
                Json.tree(kept).path("passed").asBoolean()
                    ? "its data has changed since it was validated" + howTo
                    : "its validation has found errors; GET /api/datasets/%s/validation has them"
                        .formatted(dataset))
        .orElse("it was never validated" + howTo);
  }

  private static GranaryException notReady(String why) {
    return new GranaryException(
        Code.DATASET_NOT_READY, "Cannot activate the dataset: %s.".formatted(why));
  }

  private boolean audited(
      Handle handle, UUID dataset, Caller caller, RequestInfo request, Map<String, ?> details) {
    audit.add(handle, dataset, "activated", caller.id(), request.id(), details);
    return true;
  }

  private boolean isActive(UUID dataset, Caller caller) {
    return find(dataset, caller).status().equals(ACTIVE);
  }

  private Dataset find(UUID id, Caller caller) {
    return datasets.find(id, caller.id()).orElseThrow(() -> GranaryException.notFound("dataset"));
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
