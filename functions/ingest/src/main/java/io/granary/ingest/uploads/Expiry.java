package io.granary.ingest.uploads;

import io.granary.database.Upload;
import io.granary.database.UploadRepository;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends what nobody has ended. One upload that cannot be cleared away keeps no other from it; the
 * run fails in the end, and the next one tries again.
 */
@Singleton
final class Expiry {
  private static final Logger LOG = LoggerFactory.getLogger(Expiry.class);
  private static final int PAGE = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String REQUEST = "expire-uploads";

  private final UploadRepository uploads;
  private final Clearing clearing;
  private final InstantSource clock;

  Expiry(UploadRepository uploads, Clearing clearing, InstantSource clock) {
    this.uploads = uploads;
    this.clearing = clearing;
    this.clock = clock;
  }

  void run() {
    Instant now = clock.instant();
    long end = System.nanoTime() + PATIENCE.toNanos();
    int failed =
        each(uploads::abandoned, now, end, upload -> clearing.abort(upload, REQUEST))
            + each(
                uploads::unswept,
                now,
                end,
                upload -> {
                  clearing.clear(upload);
                  uploads.swept(upload.id(), now);
                });
    if (failed > 0) {
      throw new IllegalStateException("Cannot clear away %d upload(s)".formatted(failed));
    }
  }

  /** Works off pages until there is none, or one that could not be worked off whole. */
  private int each(
      BiFunction<Instant, Integer, List<UUID>> find,
      Instant now,
      long end,
      Consumer<Upload> action) {
    int failed = 0;
    List<UUID> page;
    do {
      page = find.apply(now, PAGE);
      for (UUID id : page) {
        try {
          uploads.find(id).ifPresent(action);
        } catch (RuntimeException e) {
          LOG.error("Cannot clear away the upload {}", id, e);
          failed++;
        }
      }
    } while (page.size() == PAGE && failed == 0 && System.nanoTime() < end);
    return failed;
  }
}
