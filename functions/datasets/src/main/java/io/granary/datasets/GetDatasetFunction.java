package io.granary.datasets;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.DatasetRef;
import io.granary.api.DatasetView;
import io.granary.api.IfMatch;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.database.Dataset;
import io.granary.database.DatasetRepository;
import io.granary.domain.GranaryException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** One dataset. */
@Controller
@LambdaFunction(
    name = "get-dataset",
    access = Access.DATASET_VIEWER,
    replaces = "GET /api/datasets/{id}/",
    answers = @Answer(status = 200, headers = "ETag"))
final class GetDatasetFunction {
  private final DatasetRepository datasets;

  GetDatasetFunction(DatasetRepository datasets) {
    this.datasets = datasets;
  }

  @Get("/api/datasets/{datasetId}")
  HttpResponse<DatasetView> get(Caller caller, DatasetRef dataset) {
    Dataset found =
        datasets
            .find(dataset.id(), caller.id())
            .orElseThrow(() -> GranaryException.notFound("dataset"));
    return HttpResponse.ok(DatasetView.of(found)).header("ETag", IfMatch.tag(found.revision()));
  }
}
