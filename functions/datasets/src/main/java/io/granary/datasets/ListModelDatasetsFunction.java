package io.granary.datasets;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.DatasetView;
import io.granary.api.LambdaFunction;
import io.granary.api.Page;
import io.granary.api.Parameters;
import io.granary.api.ResourceRef;
import io.granary.datasets.DatasetLists.Query;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** The datasets of one model. */
@Controller
@LambdaFunction(name = "list-model-datasets", access = Access.MODEL_OWNER)
final class ListModelDatasetsFunction {
  private final DatasetLists lists;

  ListModelDatasetsFunction(DatasetLists lists) {
    this.lists = lists;
  }

  @Get("/api/models/{modelId}/datasets")
  Page<DatasetView> list(Caller caller, ResourceRef model, @Parameters Query query) {
    return lists.list(caller, model.id(), query);
  }
}
