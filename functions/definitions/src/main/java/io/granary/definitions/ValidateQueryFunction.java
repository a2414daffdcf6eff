package io.granary.definitions;

import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Caller;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.StoredDefinition;
import io.granary.api.StoredDefinitions;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.warehouse.Build;
import io.granary.warehouse.BuildPrice;
import io.granary.warehouse.DryRun;
import io.granary.warehouse.Field;
import io.granary.warehouse.SchemaDrift;
import io.granary.warehouse.TableSchemas;
import io.granary.warehouse.sql.DatasetSql;
import io.granary.warehouse.sql.DatasetSql.Part;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import jakarta.validation.constraints.Pattern;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Has the warehouse check the queries of a dataset, as get-query gives them, without running them:
 * whether they can run, what they read, what they cost.
 */
@Controller
@LambdaFunction(
    name = "validate-query",
    access = Access.DATASET_VIEWER,
    replaces = "POST /api/datasets/{id}/validate-query/",
    uses = Use.WAREHOUSE,
    refuses = Code.WRONG_KIND)
final class ValidateQueryFunction {
  private final StoredDefinitions definitions;
  private final ModelWarehouses warehouses;

  ValidateQueryFunction(StoredDefinitions definitions, ModelWarehouses warehouses) {
    this.definitions = definitions;
    this.warehouses = warehouses;
  }

  /**
   * What is to be checked.
   *
   * @param split train or eval, to check its query alone; left out, all queries of the dataset
   */
  @Introspected
  record Request(
      @Nullable @Pattern(regexp = "train|eval", message = "must be train or eval") String split) {}

  /**
   * What the warehouse says.
   *
   * @param valid whether the queries can run
   * @param totalBytes what the query of all rows reads, or that of the split asked for; 0 when it
   *     cannot run
   * @param costUsd US dollars for that
   * @param columns what that query gives; none when it cannot run
   * @param drift how the tables differ from what they were when the definition was last compared
   *     with them
   * @param build what analysis, train and eval read and cost together; null when one split is asked
   *     for
   */
  record QueryValidity(
      boolean valid,
      List<QueryError> errors,
      long totalBytes,
      BigDecimal costUsd,
      List<ResultColumn> columns,
      List<SchemaDrift> drift,
      @Nullable BuildPrice build) {}

  /**
   * Why a query cannot run. The place is that in the query in the warehouse's own dialect.
   *
   * @param split whose query it is; null for that of all rows
   * @param line from 1; 0 when it is not known
   * @param column from 1; 0 when it is not known
   */
  record QueryError(@Nullable String split, int line, int column, String message) {}

  /**
   * A column that a query gives.
   *
   * @param repeated whether it is an array of its type
   */
  record ResultColumn(String name, String type, boolean repeated) {
    static ResultColumn of(Field field) {
      return new ResultColumn(field.name(), field.type().name(), field.isRepeated());
    }
  }

  @Post("/api/datasets/{datasetId}/validate-query")
  QueryValidity validate(Caller caller, DatasetRef ref, @Body Request request) {
    StoredDefinition stored = definitions.get(ref.id(), caller.id(), null);
    if (request.split() != null && stored.resolved().split() == null) {
      throw new GranaryException(
          Code.VALIDATION_FAILED,
          "Cannot check the query of a split: the definition has none.",
          List.of(new Violation("/split", "needs a split in the definition")));
    }
    ModelWarehouse opened = warehouses.open(stored.dataset());
    List<SchemaDrift> drift =
        SchemaDrift.of(
            TableSchemas.read(String.valueOf(stored.dataset().tableSchemas())),
            name -> opened.warehouse().table(name));
    return request.split() == null
        ? all(stored, opened, drift)
        : one(stored, opened, drift, request.split());
  }

  private static QueryValidity all(
      StoredDefinition stored, ModelWarehouse opened, List<SchemaDrift> drift) {
    Build build = Build.of(opened.warehouse(), stored.resolved());
    Map<@Nullable String, DryRun> runs = new LinkedHashMap<>();
    runs.put(null, build.full());
    if (build.train() != null && build.eval() != null) {
      runs.put("train", build.train());
      runs.put("eval", build.eval());
    }
    return validity(
        runs, build.full(), opened, drift, build.price(opened.price(), opened.budget()));
  }

  private static QueryValidity one(
      StoredDefinition stored, ModelWarehouse opened, List<SchemaDrift> drift, String split) {
    var sql =
        new DatasetSql(
            stored.resolved(), opened.warehouse().source(), opened.warehouse().dialect());
    DryRun run =
        opened.warehouse().dryRun(sql.select(Part.valueOf(split.toUpperCase(Locale.ROOT))));
    return validity(Map.of(split, run), run, opened, drift, null);
  }

  private static QueryValidity validity(
      Map<@Nullable String, DryRun> runs,
      DryRun asked,
      ModelWarehouse opened,
      List<SchemaDrift> drift,
      @Nullable BuildPrice build) {
    List<QueryError> errors = new ArrayList<>();
    runs.forEach(
        (split, run) ->
            run.errors()
                .forEach(
                    error ->
                        errors.add(
                            new QueryError(split, error.line(), error.column(), error.message()))));
    return new QueryValidity(
        errors.isEmpty(),
        errors,
        asked.totalBytes(),
        opened.price().usd(asked.totalBytes()),
        asked.fields().stream().map(ResultColumn::of).toList(),
        drift,
        build);
  }
}
