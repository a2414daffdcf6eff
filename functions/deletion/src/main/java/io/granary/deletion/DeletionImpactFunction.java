package io.granary.deletion;

import io.granary.api.Access;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.database.TrashRepository;
import io.granary.database.dependants.Dependants;
import io.granary.domain.GranaryException;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import org.jdbi.v3.core.Jdbi;

/** Tells what goes with a dataset, what depends on it, and what forbids that it is deleted. */
@Controller
@LambdaFunction(
    name = "deletion-impact",
    access = Access.DATASET_OWNER,
    replaces = "GET /api/v1/datasets/{dataset_id}/deletion-impact")
final class DeletionImpactFunction {
  private final Jdbi jdbi;
  private final TrashRepository trash;
  private final Dependants dependants;

  DeletionImpactFunction(Jdbi jdbi, TrashRepository trash, Dependants dependants) {
    this.jdbi = jdbi;
    this.trash = trash;
    this.dependants = dependants;
  }

  @Get("/api/datasets/{datasetId}/deletion-impact")
  Impact impact(DatasetRef ref) {
    var dataset = trash.find(ref.id()).orElseThrow(() -> GranaryException.notFound("dataset"));
    return jdbi.withHandle(
        handle ->
            Impact.of(
                dataset,
                dependants.find(handle, ref.id()),
                dependants.blockers(handle, ref.id()),
                dependants.warnings(handle, ref.id()),
                trash.archiveBytes(handle, ref.id())));
  }
}
