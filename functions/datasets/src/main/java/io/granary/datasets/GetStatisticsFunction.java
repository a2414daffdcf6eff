package io.granary.datasets;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.database.Statistics;
import io.granary.database.StatisticsRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** The kept statistics of a dataset, over all of its data. */
@Controller
@LambdaFunction(
    name = "get-statistics",
    access = Access.DATASET_VIEWER,
    replaces = "GET /api/datasets/{id}/statistics/",
    refuses = Code.DATASET_NOT_READY,
    answers = @Answer(status = 200, body = Statistics.class))
final class GetStatisticsFunction {
  private final ReadyDatasets datasets;
  private final StatisticsRepository statistics;

  GetStatisticsFunction(ReadyDatasets datasets, StatisticsRepository statistics) {
    this.datasets = datasets;
    this.statistics = statistics;
  }

  /** Statistics that are JSON already. */
  record Kept(@com.fasterxml.jackson.annotation.JsonValue @JsonRawValue String json) {}

  @Get("/api/datasets/{datasetId}/statistics")
  Kept get(Caller caller, DatasetRef dataset) {
    return statistics
        .find(datasets.get(dataset.id(), caller.id()).id())
        .map(Kept::new)
        .orElseThrow(() -> GranaryException.notFound("dataset"));
  }
}
