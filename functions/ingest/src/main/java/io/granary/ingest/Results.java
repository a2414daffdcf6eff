package io.granary.ingest;

import io.granary.database.Drop;
import io.granary.database.DropRepository;
import io.granary.database.DropResult;
import io.granary.database.DropResultRepository;
import io.granary.database.DropVersion;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.json.Json;
import io.granary.storage.Objects;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the result beside a drop. The text is in the database first, so that a crash in between
 * loses nothing; the result of an earlier version of the key, or of an earlier attempt at the same
 * one, makes place for the new one.
 */
@Singleton
final class Results {
  private static final Logger LOG = LoggerFactory.getLogger(Results.class);

  private final Jdbi jdbi;
  private final DropRepository drops;
  private final DropResultRepository results;
  private final Objects objects;
  private final InstantSource clock;

  Results(
      Jdbi jdbi,
      DropRepository drops,
      DropResultRepository results,
      Objects objects,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.drops = drops;
    this.results = results;
    this.objects = objects;
    this.clock = clock;
  }

  /**
   * Writes the result of a version that has one; a second call changes nothing. When a newer
   * version was taken, its result is the one to be seen.
   */
  void write(Drop drop) {
    if (drop.result() == null || results.isWritten(drop.version())) {
      return;
    }
    if (jdbi.withHandle(handle -> drops.hasNewer(handle, drop.version()))) {
      results.markWritten(drop, clock.instant());
    } else {
      put(drop, drop.result());
    }
  }

  private void put(Drop drop, String result) {
    objects.replace(
        resultKey(drop.key()), result.getBytes(StandardCharsets.UTF_8), "application/json");
    if (!results.markWritten(drop, clock.instant())) {
      // Another attempt has begun since this result was read; if it has ended too, this may have
      // come after its result.
      drops
          .find(drop.version())
          .filter(newer -> newer.result() != null)
          .ifPresent(newer -> put(newer, java.util.Objects.requireNonNull(newer.result())));
    }
  }

  /** Writes the result of the drops that an ingest came from, if it came from any. */
  void writeFor(UUID ingest) {
    drops.ofIngest(ingest).forEach(this::write);
  }

  /** Says beside a drop why it cannot become a dataset; what was said of it before stays. */
  void refuse(DropVersion version, GranaryException refusal) {
    String result =
        Json.write(DropResult.error(null, null, refusal.code().name(), refusal.getMessage()));
    jdbi.useTransaction(
        handle -> {
          drops.hold(handle, version);
          drops.note(handle, version, null, clock.instant());
          results.save(handle, version, result);
        });
    drops.find(version).ifPresent(this::write);
    LOG.info("Refused the drop {}: {}", version.key(), refusal.code());
  }

  /**
   * Says beside a drop that it could not even be taken. Nothing is noted of it, so that its event
   * can be redriven.
   */
  void untaken(String key) {
    String result =
        Json.write(
            DropResult.error(
                null,
                null,
                Code.INTERNAL.name(),
                "Cannot take the drop: it failed on every try. Its event can be redriven."));
    objects.replace(resultKey(key), result.getBytes(StandardCharsets.UTF_8), "application/json");
  }

  private static String resultKey(String key) {
    return DropKey.parse(key)
        .map(DropKey::resultKey)
        .orElseThrow(() -> new IllegalStateException("Cannot answer what is no drop: " + key));
  }
}
