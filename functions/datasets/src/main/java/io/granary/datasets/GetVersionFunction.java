package io.granary.datasets;

import io.granary.api.Access;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** A version of a dataset, with its definition, its SQL and the columns of its tables. */
@Controller
@LambdaFunction(name = "get-version", access = Access.DATASET_VIEWER)
final class GetVersionFunction {
  private final Versions versions;

  GetVersionFunction(Versions versions) {
    this.versions = versions;
  }

  @Get("/api/datasets/{datasetId}/versions/{version}")
  VersionContent get(DatasetRef ref, String version) {
    return versions.get(ref.id(), Versions.number(version));
  }
}
