package io.granary.deletion;

import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * How a dataset is to be deleted.
 *
 * @param confirmDatasetName the name of the dataset, exactly as it is
 * @param createBackup whether a backup is made first; without it being said, one is
 * @param forceDelete whether blockers are passed over, and with {@code permanent} the trash; for
 *     admins
 * @param permanent whether a dataset in the trash goes for good
 */
@Introspected
record DeletionWish(
    @NotNull @Size(max = 200) String confirmDatasetName,
    @Nullable Boolean createBackup,
    @Nullable Boolean forceDelete,
    @Nullable Boolean permanent) {
  boolean wantsBackup() {
    return !Boolean.FALSE.equals(createBackup);
  }

  boolean isForced() {
    return Boolean.TRUE.equals(forceDelete);
  }

  boolean isPermanent() {
    return Boolean.TRUE.equals(permanent);
  }
}
