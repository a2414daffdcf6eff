package io.granary.datasets;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.RequestInfo;
import io.granary.database.AuditRepository;
import io.granary.database.ShareRepository;
import io.granary.database.User;
import io.granary.database.UserRepository;
import io.granary.domain.GranaryException;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Status;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Takes away what somebody may do with a dataset. */
@Controller
@LambdaFunction(name = "unshare-dataset", access = Access.DATASET_OWNER)
final class UnshareDatasetFunction {
  private final Jdbi jdbi;
  private final UserRepository users;
  private final ShareRepository shares;
  private final AuditRepository audit;

  UnshareDatasetFunction(
      Jdbi jdbi, UserRepository users, ShareRepository shares, AuditRepository audit) {
    this.jdbi = jdbi;
    this.users = users;
    this.shares = shares;
    this.audit = audit;
  }

  @Delete("/api/datasets/{datasetId}/shares/{username}")
  @Status(HttpStatus.NO_CONTENT)
  void unshare(Caller caller, DatasetRef ref, String username, RequestInfo request) {
    User user =
        users.findByUsername(username).orElseThrow(() -> GranaryException.notFound("share"));
    jdbi.useTransaction(
        handle -> {
          if (!shares.take(handle, ref.id(), user.id())) {
            throw GranaryException.notFound("share");
          }
          audit.add(
              handle,
              ref.id(),
              "unshared",
              caller.id(),
              request.id(),
              Map.of("username", username));
        });
  }
}
