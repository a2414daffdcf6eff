package io.granary.definitions;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Caller;
import io.granary.api.Changes;
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
import io.granary.database.DatasetRepository.Edit;
import io.granary.database.DefinitionRepository;
import io.granary.database.DefinitionRepository.Content;
import io.granary.domain.Code;
import io.granary.domain.DatasetName;
import io.granary.domain.GranaryException;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.definition.Definition.ChosenColumn;
import io.granary.warehouse.definition.Definition.ColumnMapping;
import io.granary.warehouse.definition.Definition.Filters;
import io.granary.warehouse.definition.Definition.Join;
import io.granary.warehouse.definition.Definition.Split;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Put;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Changes what a dataset is called and what is said about it, and the definition of one over
 * tables. Another definition is compared with the tables as they are, makes an active dataset a
 * draft again, and forgets what was measured.
 */
@Controller
@LambdaFunction(
    name = "update-dataset",
    access = Access.DATASET_EDITOR,
    replaces = "PUT /api/datasets/{id}/",
    uses = Use.WAREHOUSE,
    refuses = {
      Code.BUDGET_EXCEEDED,
      Code.DATASET_NAME_TAKEN,
      Code.JOIN_INVALID,
      Code.READ_ONLY_FIELD,
      Code.ROLE_REQUIRED,
      Code.WRONG_KIND
    },
    answers = @Answer(status = 200, headers = "ETag"),
    body = UpdateDatasetFunction.Request.class)
final class UpdateDatasetFunction {
  private static final Set<String> ABOUT =
      Set.of("name", "description", "tags", "metadata", "pipeline_config");
  private static final int MAX_DESCRIPTION = 2000;
  private static final int MAX_TAGS = 50;
  private static final int MAX_TAG = 50;
  private static final int MAX_JSON = 64_000;

  private final Jdbi jdbi;
  private final DatasetRepository datasets;
  private final DefinitionRepository definitions;
  private final EditedDefinitions edited;
  private final AuditRepository audit;
  private final InstantSource clock;

  UpdateDatasetFunction(
      Jdbi jdbi,
      DatasetRepository datasets,
      DefinitionRepository definitions,
      EditedDefinitions edited,
      AuditRepository audit,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.datasets = datasets;
    this.definitions = definitions;
    this.edited = edited;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * The fields that can be changed; the others of the dataset may be sent back as they are. Those
   * from primary_table on are for a dataset over tables alone.
   *
   * @param description null clears it
   * @param tags at most 50, of 1 to 50 characters; null clears them
   * @param metadata licence, source, citation and the like; null clears it
   * @param pipelineConfig null clears it
   */
  record Request(
      @Size(min = 1, max = 100) String name,
      @Nullable @Size(max = MAX_DESCRIPTION) String description,
      @Nullable @Size(max = MAX_TAGS) List<String> tags,
      @Nullable ObjectNode metadata,
      @Nullable ObjectNode pipelineConfig,
      @Nullable @Size(min = 1, max = Definition.MAX_NAME) String primaryTable,
      @Nullable @Size(max = 20) List<String> secondaryTables,
      @Nullable @Size(max = 50) List<Join> joins,
      @Nullable @Size(max = 1000) List<ChosenColumn> columns,
      @Nullable ColumnMapping columnMapping,
      @Nullable Filters filters,
      @Nullable Split split,
      @Nullable LocalDate asOf) {}

  @Put("/api/datasets/{datasetId}")
  HttpResponse<DatasetView> update(
      Caller caller, DatasetRef ref, IfMatch ifMatch, RequestInfo request, @Body ObjectNode body) {
    Dataset before = find(ref, caller);
    var fields = DefinitionFields.of(body, before);
    var changes = new Changes(fields.sent(), DatasetView.of(before), fields.writable(ABOUT));
    var edit =
        new Edit(
            changes.text("name", before.name(), DatasetName::normalized, DatasetName::problem),
            changes.optionalText("description", before.description(), MAX_DESCRIPTION),
            changes.texts("tags", before.tags(), MAX_TAGS, MAX_TAG),
            changes.object("metadata", before.metadata(), MAX_JSON),
            changes.object("pipeline_config", before.pipelineConfig(), MAX_JSON));
    Optional<Content> content = edited.content(changes, before);
    changes.check();
    // What is written rests on what was read, so that two callers do not undo each other.
    long expected = ifMatch.revision() == null ? before.revision() : ifMatch.revision();
    if (expected != before.revision()) {
      new IfMatch(expected).require(Optional.empty());
    }
    fields.check();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    jdbi.useTransaction(
        handle -> {
          boolean changed = datasets.edit(handle, ref.id(), expected, edit, now);
          new IfMatch(expected).require(changed ? Optional.of(edit) : Optional.empty());
          content.ifPresent(other -> definitions.replace(handle, ref.id(), other));
          audit.add(
              handle,
              ref.id(),
              "updated",
              caller.id(),
              request.id(),
              Map.of("fields", changes.written()));
        });
    Dataset after = find(ref, caller);
    return HttpResponse.ok(DatasetView.of(after)).header("ETag", IfMatch.tag(after.revision()));
  }

  private Dataset find(DatasetRef ref, Caller caller) {
    return datasets
        .find(ref.id(), caller.id())
        .orElseThrow(() -> GranaryException.notFound("dataset"));
  }
}
