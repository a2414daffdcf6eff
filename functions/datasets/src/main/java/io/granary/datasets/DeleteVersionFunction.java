package io.granary.datasets;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.RequestInfo;
import io.granary.database.AuditRepository;
import io.granary.database.DatasetVersionRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Deletes a version that is not protected. Its number is never given again. */
@Controller
@LambdaFunction(
    name = "delete-version",
    access = Access.DATASET_OWNER,
    refuses = Code.VERSION_PROTECTED,
    answers = @Answer(status = 204))
final class DeleteVersionFunction {
  private final Jdbi jdbi;
  private final DatasetVersionRepository rows;
  private final AuditRepository audit;

  DeleteVersionFunction(Jdbi jdbi, DatasetVersionRepository rows, AuditRepository audit) {
    this.jdbi = jdbi;
    this.rows = rows;
    this.audit = audit;
  }

  @Delete("/api/datasets/{datasetId}/versions/{version}")
  HttpResponse<Void> delete(Caller caller, DatasetRef ref, String version, RequestInfo request) {
    int number = Versions.number(version);
    jdbi.useTransaction(
        handle -> {
          if (!rows.delete(handle, ref.id(), number)) {
            throw rows.find(ref.id(), number).isPresent()
                ? new GranaryException(
                    Code.VERSION_PROTECTED,
                    "Cannot delete version %d: it is protected. PUT {\"protected\": false} lifts it."
                        .formatted(number))
                : Versions.notFound();
          }
          audit.add(
              handle,
              ref.id(),
              "version_deleted",
              caller.id(),
              request.id(),
              Map.of("version", number));
        });
    return HttpResponse.noContent();
  }
}
