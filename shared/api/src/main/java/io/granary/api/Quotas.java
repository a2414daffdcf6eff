package io.granary.api;

import io.granary.database.QuotaRepository;
import io.granary.database.QuotaRepository.Quota;
import io.granary.database.QuotaRepository.Usage;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Holds users to what they may keep. Two uploads at once may together pass a limit by what the
 * later one brings; the next is refused.
 */
@Singleton
public final class Quotas {
  private final QuotaRepository quotas;
  private final QuotaConfig config;

  public Quotas(QuotaRepository quotas, QuotaConfig config) {
    this.quotas = quotas;
    this.config = config;
  }

  /** What holds for a user: their own limits, else the installation's. */
  public UserLimits limits(Handle handle, UUID user) {
    Quota own = quotas.quota(handle, user).orElse(new Quota(null, null));
    return new UserLimits(
        own.datasets() == null ? config.datasets() : own.datasets(),
        own.storageBytes() == null ? config.storageBytes() : own.storageBytes());
  }

  public Usage usage(Handle handle, UUID user) {
    return quotas.usage(handle, user);
  }

  /**
   * Asks for room.
   *
   * @param datasets how many are to be made
   * @param bytes how much they bring
   * @throws GranaryException QUOTA_EXCEEDED
   */
  public void check(Handle handle, UUID user, int datasets, long bytes) {
    UserLimits limits = limits(handle, user);
    Usage usage = usage(handle, user);
    if (usage.datasets() + datasets > limits.datasets()) {
      throw exceeded("%d datasets of %d are there".formatted(usage.datasets(), limits.datasets()));
    }
    if (usage.storageBytes() + bytes > limits.storageBytes()) {
      throw exceeded(
          "%d bytes of %d are used, and %d are to come"
              .formatted(usage.storageBytes(), limits.storageBytes(), bytes));
    }
  }

  private static GranaryException exceeded(String why) {
    return new GranaryException(
        Code.QUOTA_EXCEEDED, "Cannot keep more: %s. An admin can raise the quota.".formatted(why));
  }
}
