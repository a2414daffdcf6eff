package io.granary.ingest.uploads;

import io.granary.api.Quotas;
import io.granary.database.QuotaRepository;
import io.granary.database.UploadRepository;
import io.granary.domain.GranaryException;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Asks for room for what is to come. A dataset that was made for an upload counts its bytes from
 * the beginning; what goes elsewhere counts beside the datasets for as long as the upload is open.
 */
@Singleton
final class Room {
  private final Quotas quotas;
  private final QuotaRepository rows;
  private final UploadRepository uploads;

  Room(Quotas quotas, QuotaRepository rows, UploadRepository uploads) {
    this.quotas = quotas;
    this.rows = rows;
    this.uploads = uploads;
  }

  /**
   * Takes room in a dataset that was made for an upload.
   *
   * @param all bytes of the whole upload
   * @throws GranaryException QUOTA_EXCEEDED
   */
  void take(Handle handle, UUID reserved, long all) {
    quotas.take(handle, rows.payer(handle, reserved), reserved, all);
  }

  /**
   * Asks for room beside the datasets.
   *
   * @param dataset that the upload adds to; null for a dry run of a new one
   * @param more bytes that no upload counts yet
   * @throws GranaryException QUOTA_EXCEEDED
   */
  void check(Handle handle, UUID user, @Nullable UUID dataset, long more) {
    UUID payer = dataset == null ? user : rows.payer(handle, dataset);
    quotas.checkBytes(handle, payer, uploads.uncounted(handle, payer) + more);
  }
}
