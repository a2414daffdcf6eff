package io.granary.definitions;

import io.granary.api.Access;
import io.granary.api.AnalysisView;
import io.granary.api.Caller;
import io.granary.api.DatasetRef;
import io.granary.api.JobAccepted;
import io.granary.api.JobRequests;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.StoredDefinitions;
import io.granary.database.Dataset;
import io.granary.domain.Code;
import io.granary.storage.WarehouseMessage;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;

/**
 * Measures a dataset over tables, over all of its rows, and judges it. It is done by a job that is
 * waited for a while; what it finds takes the place of what was found before, and the summary gives
 * it without measuring again.
 */
@Controller
@LambdaFunction(
    name = "analyze-dataset",
    access = Access.DATASET_EDITOR,
    replaces = "POST /api/datasets/{id}/analyze/",
    sends = WarehouseMessage.QUEUE,
    uses = Use.WAREHOUSE,
    refuses = {
      Code.BUDGET_EXCEEDED,
      Code.DATASET_BUSY,
      Code.JOB_CANCELLED,
      Code.UNKNOWN_USER,
      Code.VALIDATION_FAILED,
      Code.WRONG_KIND
    },
    answers = {
      @Answer(status = 200, body = AnalysisView.class),
      @Answer(status = 202, body = JobAccepted.class)
    })
final class AnalyzeDatasetFunction {
  private final StoredDefinitions definitions;
  private final ModelWarehouses warehouses;
  private final JobRequests requests;

  AnalyzeDatasetFunction(
      StoredDefinitions definitions, ModelWarehouses warehouses, JobRequests requests) {
    this.definitions = definitions;
    this.warehouses = warehouses;
    this.requests = requests;
  }

  @Post("/api/datasets/{datasetId}/analyze")
  HttpResponse<?> analyze(Caller caller, DatasetRef ref) {
    Dataset dataset = definitions.dataset(ref.id(), caller.id());
    warehouses.open(dataset);
    return requests.ask(
        caller,
        JobRequests.Asked.of(
            AnalyzeWork.KIND,
            dataset.id(),
            new AnalyzeWork.Asked(dataset.id(), definitions.digest(dataset))));
  }
}
