package io.granary.account;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Changes;
import io.granary.api.LambdaFunction;
import io.granary.database.QuotaRepository;
import io.granary.database.QuotaRepository.Quota;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import jakarta.validation.constraints.Min;
import java.time.InstantSource;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Says how much somebody may keep. */
@Controller
@LambdaFunction(
    name = "set-quota",
    access = Access.ADMIN,
    refuses = Code.NOT_FOUND,
    body = SetQuotaFunction.Request.class)
final class SetQuotaFunction {
  private final QuotaRepository quotas;
  private final Jdbi jdbi;
  private final InstantSource clock;

  SetQuotaFunction(QuotaRepository quotas, Jdbi jdbi, InstantSource clock) {
    this.jdbi = jdbi;
    this.quotas = quotas;
    this.clock = clock;
  }

  /**
   * The limits; one that is absent stays, and one that is null is the installation's.
   *
   * @param datasets the most datasets
   * @param storageBytes the most bytes in all of them
   */
  record Request(@Nullable @Min(0) Integer datasets, @Nullable @Min(0) Long storageBytes) {}

  @Put("/api/users/{userId}/quota")
  @Status(HttpStatus.NO_CONTENT)
  void set(String userId, @Body ObjectNode body) {
    UUID id = Ids.parse(userId).orElseThrow(() -> GranaryException.notFound("user"));
    Quota before =
        jdbi.withHandle(handle -> quotas.quota(handle, id))
            .orElseThrow(() -> GranaryException.notFound("user"));
    var changes = new Changes(body, before, Set.of("datasets", "storage_bytes"));
    Long datasets = before.datasets() == null ? null : Long.valueOf(before.datasets());
    datasets = changes.number("datasets", datasets, Integer.MAX_VALUE);
    Long storageBytes = changes.number("storage_bytes", before.storageBytes(), Long.MAX_VALUE);
    changes.check();
    quotas.set(
        id,
        new Quota(datasets == null ? null : Math.toIntExact(datasets), storageBytes),
        clock.instant());
  }
}
