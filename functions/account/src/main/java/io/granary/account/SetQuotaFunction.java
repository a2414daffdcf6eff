package io.granary.account;

import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.LambdaFunction;
import io.granary.database.QuotaRepository;
import io.granary.database.QuotaRepository.Quota;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.Status;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says how much somebody may keep. */
@Controller
@LambdaFunction(name = "set-quota", access = Access.ADMIN, refuses = Code.NOT_FOUND)
final class SetQuotaFunction {
  private final QuotaRepository quotas;
  private final InstantSource clock;

  SetQuotaFunction(QuotaRepository quotas, InstantSource clock) {
    this.quotas = quotas;
    this.clock = clock;
  }

  /**
   * The limits; one that is absent or null is the installation's.
   *
   * @param datasets the most datasets
   * @param storageBytes the most bytes in all of them
   */
  @Introspected
  record Request(
      @Nullable @PositiveOrZero Integer datasets, @Nullable @PositiveOrZero Long storageBytes) {}

  @Put("/api/users/{userId}/quota")
  @Status(HttpStatus.NO_CONTENT)
  void set(String userId, @Body Request request) {
    UUID id = Ids.parse(userId).orElseThrow(() -> GranaryException.notFound("user"));
    if (!quotas.set(id, new Quota(request.datasets(), request.storageBytes()), clock.instant())) {
      throw GranaryException.notFound("user");
    }
  }
}
