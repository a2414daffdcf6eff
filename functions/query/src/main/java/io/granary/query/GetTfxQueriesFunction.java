package io.granary.query;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.Parameters;
import io.granary.api.StoredDefinition;
import io.granary.api.StoredDefinitions;
import io.granary.domain.Code;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.sql.Dialect;
import io.granary.warehouse.sql.TfxInput;
import io.granary.warehouse.sql.TfxInput.Feature;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The queries of a dataset as TFX ExampleGen is configured with them. No warehouse is asked.
 * Columns are cast to the types that TFX reads.
 */
@Controller
@LambdaFunction(
    name = "get-tfx-queries",
    access = Access.DATASET_VIEWER,
    replaces = "GET /api/datasets/{id}/query/tfx/",
    refuses = Code.WRONG_KIND)
final class GetTfxQueriesFunction {
  private final StoredDefinitions definitions;

  GetTfxQueriesFunction(StoredDefinitions definitions) {
    this.definitions = definitions;
  }

  /**
   * Which queries are wanted.
   *
   * @param version whose definition is meant; left out, the one of now
   */
  @Introspected
  record Query(@Nullable @Min(1) Integer version) {}

  /**
   * What TFX is given, and what is to be known about it.
   *
   * @param inputConfig the message tfx.proto.Input as JSON; nothing else is in it
   * @param asOf the day that days count from; null for the day on which the queries run
   * @param columns what the queries give, in this order
   * @param warnings what somebody should know who uses them, as sentences
   */
  record TfxQueries(
      TfxInput inputConfig,
      @Nullable LocalDate asOf,
      List<Feature> columns,
      List<String> warnings) {}

  @Get("/api/datasets/{datasetId}/query/tfx")
  TfxQueries get(Caller caller, DatasetRef dataset, @Parameters Query query) {
    StoredDefinition stored = definitions.get(dataset.id(), caller.id(), query.version());
    List<Feature> features = TfxInput.features(stored.resolved());
    List<String> warnings = new ArrayList<>(new Queries(stored).warnings(Dialect.bigQuery()));
    if (stored.resolved().split() == null) {
      warnings.add("Without a split TFX divides the rows by itself, 2 to train for 1 to eval.");
    }
    warn(
        warnings,
        features,
        feature -> feature.type().equals(ColumnType.FLOAT64.name()),
        "TFX keeps numbers with a point in 32 bits, right to about seven digits");
    warn(
        warnings,
        features,
        feature ->
            feature.sourceType().equals(ColumnType.TIMESTAMP.name())
                || feature.sourceType().equals(ColumnType.DATETIME.name()),
        "Points in time are seconds since 1970 in UTC, without fractions");
    return new TfxQueries(
        TfxInput.of(stored.resolved(), stored.source()),
        stored.resolved().asOf(),
        features,
        List.copyOf(warnings));
  }

  private static void warn(
      List<String> warnings, List<Feature> features, Predicate<Feature> which, String sentence) {
    List<String> names = features.stream().filter(which).map(Feature::name).toList();
    if (!names.isEmpty()) {
      String first = String.join(", ", names.subList(0, Math.min(10, names.size())));
      warnings.add(
          "%s: %s%s."
              .formatted(
                  sentence,
                  first,
                  names.size() > 10 ? ", and %d more".formatted(names.size() - 10) : ""));
    }
  }
}
