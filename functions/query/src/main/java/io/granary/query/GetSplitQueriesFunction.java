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
import org.jspecify.annotations.Nullable;

/** The queries of both sides of a split. No warehouse is asked. */
@Controller
@LambdaFunction(
    name = "get-split-queries",
    access = Access.DATASET_VIEWER,
    replaces = "GET /api/datasets/{id}/query/split/",
    refuses = Code.WRONG_KIND)
final class GetSplitQueriesFunction {
  private final StoredDefinitions definitions;

  GetSplitQueriesFunction(StoredDefinitions definitions) {
    this.definitions = definitions;
  }

  /**
   * Which queries are wanted.
   *
   * @param dialect bigquery or duckdb; left out, bigquery
   * @param version whose definition is meant; left out, the one of now
   */
  @Introspected
  record Query(
      @Nullable @Pattern(regexp = Queries.DIALECTS, message = "must be bigquery or duckdb")
          String dialect,
      @Nullable @Min(1) Integer version) {}

  /** Both sides; no row is on both, and each row of the dataset is on one. */
  record SplitQueries(SqlQuery train, SqlQuery eval) {}

  @Get("/api/datasets/{datasetId}/query/split")
  SplitQueries get(Caller caller, DatasetRef dataset, @Parameters Query query) {
    var queries = new Queries(definitions.get(dataset.id(), caller.id(), query.version()));
    queries.needSplit("/split");
    return new SplitQueries(
        queries.select(Part.TRAIN, query.dialect()), queries.select(Part.EVAL, query.dialect()));
  }
}
