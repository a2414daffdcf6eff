package io.granary.query;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.Parameters;
import io.granary.api.StoredDefinitions;
import io.granary.domain.Code;
import io.granary.warehouse.sql.DatasetSql.Part;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of a dataset over tables, as its definition and the columns that its tables were found to
 * have say. No warehouse is asked.
 */
@Controller
@LambdaFunction(
    name = "get-query",
    access = Access.DATASET_VIEWER,
    replaces = "GET /api/datasets/{id}/query/",
    refuses = Code.WRONG_KIND)
final class GetQueryFunction {
  private final StoredDefinitions definitions;

  GetQueryFunction(StoredDefinitions definitions) {
    this.definitions = definitions;
  }

  /**
   * Which query is wanted.
   *
   * @param split train or eval; left out, all rows
   * @param dialect bigquery or duckdb; left out, bigquery
   * @param version whose definition is meant; left out, the one of now
   */
  @Introspected
  record Query(
      @Nullable @Pattern(regexp = "train|eval", message = "must be train or eval") String split,
      @Nullable @Pattern(regexp = Queries.DIALECTS, message = "must be bigquery or duckdb")
          String dialect,
      @Nullable @Min(1) Integer version) {}

  @Get("/api/datasets/{datasetId}/query")
  SqlQuery get(Caller caller, DatasetRef dataset, @Parameters Query query) {
    var queries = new Queries(definitions.get(dataset.id(), caller.id(), query.version()));
    if (query.split() == null) {
      return queries.select(Part.FULL, query.dialect());
    }
    queries.needSplit("?split");
    return queries.select(Part.valueOf(query.split().toUpperCase(Locale.ROOT)), query.dialect());
  }
}
