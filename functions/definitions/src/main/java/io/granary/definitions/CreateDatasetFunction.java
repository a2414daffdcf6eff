package io.granary.definitions;

import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Caller;
import io.granary.api.DatasetView;
import io.granary.api.IfMatch;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.Quotas;
import io.granary.api.RequestInfo;
import io.granary.api.ResourceRef;
import io.granary.database.AuditRepository;
import io.granary.database.Dataset;
import io.granary.database.DatasetRepository;
import io.granary.database.DefinitionRepository;
import io.granary.database.DefinitionRepository.Draft;
import io.granary.domain.Code;
import io.granary.domain.DatasetName;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.domain.Ids;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.definition.Definition.ChosenColumn;
import io.granary.warehouse.definition.Definition.ColumnMapping;
import io.granary.warehouse.definition.Definition.Filters;
import io.granary.warehouse.definition.Definition.Join;
import io.granary.warehouse.definition.Definition.Split;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Makes a dataset over tables of a model's warehouse, as a draft. The definition is compared with
 * the tables as they are; everything that is wrong is told at once.
 */
@Controller
@LambdaFunction(
    name = "create-dataset",
    access = Access.MODEL_OWNER,
    replaces = "POST /api/models/{model_id}/datasets/",
    uses = Use.WAREHOUSE,
    refuses = {
      Code.BUDGET_EXCEEDED,
      Code.DATASET_NAME_TAKEN,
      Code.JOIN_INVALID,
      Code.QUOTA_EXCEEDED,
      Code.ROLE_REQUIRED,
      Code.UNKNOWN_USER
    },
    answers =
        @Answer(
            status = 201,
            headers = {"Location", "ETag"}))
final class CreateDatasetFunction {
  private final Jdbi jdbi;
  private final ModelWarehouses warehouses;
  private final DefinitionRepository definitions;
  private final DatasetRepository datasets;
  private final Quotas quotas;
  private final AuditRepository audit;
  private final Ids ids;
  private final InstantSource clock;

  CreateDatasetFunction(
      Jdbi jdbi,
      ModelWarehouses warehouses,
      DefinitionRepository definitions,
      DatasetRepository datasets,
      Quotas quotas,
      AuditRepository audit,
      Ids ids,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.warehouses = warehouses;
    this.definitions = definitions;
    this.datasets = datasets;
    this.quotas = quotas;
    this.audit = audit;
    this.ids = ids;
    this.clock = clock;
  }

  /** The dataset wanted: its name and its definition. */
  @Introspected
  record Request(
      @NotNull String name,
      @Nullable
          @Size(max = 2000)
          @Pattern(regexp = "[^\\u0000]*", message = "must not hold the character U+0000")
          String description,
      @NotNull @Size(min = 1, max = Definition.MAX_NAME) String primaryTable,
      @Nullable @Size(max = 20)
          List<@NotNull @Size(min = 1, max = Definition.MAX_NAME) String> secondaryTables,
      @Nullable @Size(max = 50) List<@NotNull @Valid Join> joins,
      @Nullable @Size(max = 1000) List<@NotNull @Valid ChosenColumn> columns,
      @Nullable @Valid ColumnMapping columnMapping,
      @Nullable @Valid Filters filters,
      @Nullable @Valid Split split,
      @Nullable LocalDate asOf) {
    @SuppressWarnings("NullAway") // The definition makes empty lists of none.
    Definition definition() {
      return new Definition(
          primaryTable, secondaryTables, joins, columns, columnMapping, filters, split, asOf);
    }
  }

  @Post("/api/models/{modelId}/datasets")
  HttpResponse<DatasetView> create(
      Caller caller, ResourceRef model, RequestInfo request, @Body Request wish) {
    String name = DatasetName.normalized(wish.name());
    ComparedDefinition compared = compare(name, wish.definition(), model.id());
    UUID id = ids.next();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var draft = new Draft(id, caller.id(), name, wish.description(), model.id(), "api", null, now);
    jdbi.useTransaction(
        handle -> {
          quotas.checkDataset(handle, caller.id());
          definitions.insert(handle, draft, compared.content());
          audit.add(
              handle,
              id,
              "created",
              caller.id(),
              request.id(),
              Map.of("source_type", "api", "model_id", model.id()));
        });
    Dataset made =
        datasets.find(id, caller.id()).orElseThrow(() -> GranaryException.notFound("dataset"));
    return HttpResponse.created(DatasetView.of(made), URI.create("/api/datasets/" + id))
        .header("ETag", IfMatch.tag(made.revision()));
  }

  private ComparedDefinition compare(String name, Definition definition, UUID model) {
    List<Violation> violations = new ArrayList<>();
    DatasetName.problem(name).ifPresent(p -> violations.add(new Violation("/name", p)));
    try {
      ComparedDefinition compared =
          ComparedDefinition.of(definition, warehouses.open(model).warehouse());
      if (violations.isEmpty()) {
        return compared;
      }
    } catch (GranaryException refusal) {
      if (violations.isEmpty() || refusal.violations().isEmpty()) {
        throw refusal;
      }
      violations.addAll(refusal.violations());
    }
    throw new GranaryException(
        Code.VALIDATION_FAILED,
        "Cannot take the request: %d problem(s) found.".formatted(violations.size()),
        violations);
  }
}
