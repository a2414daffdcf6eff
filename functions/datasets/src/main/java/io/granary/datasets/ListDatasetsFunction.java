package io.granary.datasets;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.DatasetView;
import io.granary.api.LambdaFunction;
import io.granary.api.Page;
import io.granary.api.Parameters;
import io.granary.datasets.DatasetLists.Query;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** The datasets that the caller owns or shares in; an admin may ask for everybody's. */
@Controller
@LambdaFunction(name = "list-datasets", access = Access.SIGNED_IN, replaces = "GET /api/datasets/")
final class ListDatasetsFunction {
  private final DatasetLists lists;

  ListDatasetsFunction(DatasetLists lists) {
    this.lists = lists;
  }

  @Get("/api/datasets")
  Page<DatasetView> list(Caller caller, @Parameters Query query) {
    return lists.list(caller, query);
  }
}
