package io.granary.datasets;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.Caller;
import io.granary.api.JobAccepted;
import io.granary.api.JobRequests;
import io.granary.api.JobRequests.Asked;
import io.granary.api.JobWait;
import io.granary.api.StoredDefinitions;
import io.granary.api.TableRows;
import io.granary.api.TableRows.RowColumn;
import io.granary.database.Dataset;
import io.granary.database.DatasetRepository;
import io.granary.database.Job;
import io.granary.datasets.PreviewDatasetFunction.Preview;
import io.granary.datasets.PreviewDatasetFunction.Query;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.json.Json;
import io.granary.warehouse.definition.Definition;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Shows rows of datasets over tables. */
@Singleton
final class TablePreviews {
  private static final int DEFAULT_LIMIT = 20;
  private static final Set<String> SIDES = Set.of("train", "eval");

  /** How long rows that were read are shown again. */
  private static final Duration FRESH = Duration.ofHours(1);

  private final DatasetRepository datasets;
  private final StoredDefinitions definitions;
  private final JobRequests requests;

  TablePreviews(DatasetRepository datasets, StoredDefinitions definitions, JobRequests requests) {
    this.datasets = datasets;
    this.definitions = definitions;
    this.requests = requests;
  }

  /** A dataset, if it is one over tables. */
  Optional<Dataset> find(UUID id, UUID user) {
    return datasets.find(id, user).filter(dataset -> dataset.definition() != null);
  }

  /**
   * Rows of a dataset over tables.
   *
   * @return 200 with the rows, or 202 when they take longer
   * @throws GranaryException what the job has failed with; VALIDATION_FAILED
   */
  HttpResponse<?> preview(Caller caller, Dataset dataset, Query query) {
    check(dataset, query);
    var asked =
        new TableRows.Asked(
            dataset.id(),
            definitions.digest(dataset),
            query.limit() == null ? DEFAULT_LIMIT : query.limit(),
            query.split());
    Job job = requests.await(caller, new Asked(TableRows.KIND, dataset.id(), asked, FRESH));
    if (JobWait.isUnderWay(job)) {
      return HttpResponse.accepted().body(JobAccepted.of(job.id()));
    }
    JobWait.refuseFailed(job);
    JsonNode result = Json.tree(String.valueOf(job.result()));
    List<RowColumn> columns = new ArrayList<>();
    result
        .path("columns")
        .forEach(column -> columns.add(Json.read(Json.write(column), RowColumn.class)));
    List<JsonNode> rows = new ArrayList<>();
    result.path("rows").forEach(rows::add);
    return HttpResponse.ok(
        new Preview(
            dataset.id(), dataset.modality(), dataset.totalSamples(), List.of(), columns, rows));
  }

  private static void check(Dataset dataset, Query query) {
    List<Violation> violations = new ArrayList<>();
    if (query.classNameOrId() != null) {
      violations.add(new Violation("?class", "is for datasets of files"));
    }
    String split = query.split();
    if (split != null && !SIDES.contains(split)) {
      violations.add(new Violation("?split", "must be train or eval"));
    } else if (split != null
        && Json.read(String.valueOf(dataset.definition()), Definition.class).split() == null) {
      violations.add(new Violation("?split", "needs a split in the definition"));
    }
    if (!violations.isEmpty()) {
      throw new GranaryException(
          Code.VALIDATION_FAILED,
          "Cannot take the request: %d problem(s) found.".formatted(violations.size()),
          violations);
    }
  }
}
