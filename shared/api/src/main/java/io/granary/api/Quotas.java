package io.granary.api;

import io.granary.database.QuotaRepository;
import io.granary.database.QuotaRepository.Quota;
import io.granary.database.QuotaRepository.Usage;
import io.granary.database.UserRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Holds users to what they may keep. Bytes count from the moment that they are planned, also those
 * of sets that failed, whose objects stay until the dataset is deleted.
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
   * Asks for room for another dataset.
   *
   * @param handle in a transaction, until whose end nobody else gets the same room
   * @throws GranaryException QUOTA_EXCEEDED; UNKNOWN_USER when the user is gone
   */
  public void checkDataset(Handle handle, UUID user) {
    UserRepository.hold(handle, user);
    int most = limits(handle, user).datasets();
    long there = usage(handle, user).datasets();
    if (there >= most) {
      throw exceeded("%d datasets of %d are there".formatted(there, most));
    }
  }

  /**
   * Asks for room for bytes.
   *
   * @param handle in a transaction, until whose end nobody else gets the same room
   * @throws GranaryException QUOTA_EXCEEDED; UNKNOWN_USER when the user is gone
   */
  public void checkBytes(Handle handle, UUID user, long bytes) {
    UserRepository.hold(handle, user);
    checkBytes(handle, user, bytes, 0);
  }

  /**
   * Takes room for everything that a dataset brings, in place of what was counted of it before.
   *
   * @param handle in a transaction, until whose end nobody else gets the same room
   * @throws GranaryException QUOTA_EXCEEDED; UNKNOWN_USER when the user is gone
   */
  public void take(Handle handle, UUID user, UUID dataset, long bytes) {
    UserRepository.hold(handle, user);
    checkBytes(handle, user, bytes, quotas.counted(handle, dataset));
    quotas.count(handle, dataset, bytes);
  }

  private void checkBytes(Handle handle, UUID user, long bytes, long counted) {
    long most = limits(handle, user).storageBytes();
    long used = usage(handle, user).storageBytes() - counted;
    if (used + bytes > most) {
      throw exceeded("%d bytes of %d are used, and %d are to come".formatted(used, most, bytes));
    }
  }

  private static GranaryException exceeded(String why) {
    return new GranaryException(
        Code.QUOTA_EXCEEDED, "Cannot keep more: %s. An admin can raise the quota.".formatted(why));
  }
}
