package io.granary.ingest;

import io.granary.database.DropRepository;
import io.granary.database.DropRepository.Drop;
import io.granary.database.DropResult;
import io.granary.database.IngestSource;
import io.granary.database.User;
import io.granary.database.UserRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.ingest.Intake.Wish;
import io.granary.json.Json;
import io.granary.storage.Objects;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes dropped objects: each version of an object begins one ingest, however often and in whatever
 * order its events arrive. A drop that cannot become a dataset is answered beside it.
 */
@Singleton
final class DropIntake {
  private static final Logger LOG = LoggerFactory.getLogger(DropIntake.class);

  private final Jdbi jdbi;
  private final DropRepository drops;
  private final UserRepository users;
  private final Objects objects;
  private final Intake intake;
  private final Results results;
  private final InstantSource clock;

  DropIntake(
      Jdbi jdbi,
      DropRepository drops,
      UserRepository users,
      Objects objects,
      Intake intake,
      Results results,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.drops = drops;
    this.users = users;
    this.objects = objects;
    this.intake = intake;
    this.results = results;
    this.clock = clock;
  }

  /**
   * Takes a version of a dropped object.
   *
   * @return the ingest it has become, also when it was taken before; empty when it becomes none
   */
  Optional<UUID> take(String key, String sequencer, String requestId) {
    Optional<DropKey> read = DropKey.parse(key);
    if (read.isEmpty()) {
      LOG.info("Left an object alone that is no drop: {}", key);
      return Optional.empty();
    }
    Optional<Drop> before = drops.find(objects.bucket(), key, sequencer);
    if (before.isPresent()) {
      Drop drop = before.get();
      results.write(drop);
      return Optional.ofNullable(drop.ingestId());
    }
    if (drops.hasNewer(objects.bucket(), key, sequencer)) {
      LOG.info("Left an event alone that comes after a newer one: {}", key);
      return Optional.empty();
    }
    Optional<Objects.Stat> stat = objects.stat(key);
    if (stat.isEmpty()) {
      LOG.info("Left an event alone whose object is gone: {}", key);
      return Optional.empty();
    }
    try {
      return begin(read.get(), key, sequencer, stat.get(), requestId);
    } catch (GranaryException refusal) {
      return refuse(key, sequencer, refusal);
    }
  }

  /** The ingest that a version of a dropped object has become. */
  Optional<UUID> ingestOf(String key, String sequencer) {
    return drops
        .find(objects.bucket(), key, sequencer)
        .flatMap(drop -> Optional.ofNullable(drop.ingestId()));
  }

  private Optional<UUID> begin(
      DropKey drop, String key, String sequencer, Objects.Stat stat, String requestId) {
    User user =
        users
            .findByUsername(drop.username().toLowerCase(Locale.ROOT))
            .orElseThrow(
                () ->
                    new GranaryException(
                        Code.UNKNOWN_USER,
                        "Cannot take the drop: there is no user '%s'.".formatted(drop.username())));
    if (!drop.isRead()) {
      throw new GranaryException(
          Code.UNSUPPORTED_MEDIA_TYPE,
          "Cannot take the drop: files of type %s are not read here.".formatted(drop.extension()));
    }
    String file = key.substring(key.lastIndexOf('/') + 1);
    var source =
        new IngestSource(
            List.of(
                new IngestSource.Item(key, file, stat.size(), stat.etag(), IngestSource.Kind.ZIP)),
            null);
    return jdbi.inTransaction(
        handle -> {
          // The row comes first: another delivery of the event waits for it, or sees it.
          if (!drops.take(handle, objects.bucket(), key, sequencer, null, clock.instant())) {
            return drops
                .find(objects.bucket(), key, sequencer)
                .flatMap(taken -> Optional.ofNullable(taken.ingestId()));
          }
          var begun =
              intake.begin(
                  handle,
                  new Wish(
                      user.id(),
                      drop.name(),
                      null,
                      null,
                      "drop",
                      file,
                      drop.extension(),
                      source,
                      requestId));
          drops.assign(handle, objects.bucket(), key, sequencer, begun.ingestId());
          return Optional.of(begun.ingestId());
        });
  }

  private Optional<UUID> refuse(String key, String sequencer, GranaryException refusal) {
    String result =
        Json.write(DropResult.error(null, null, refusal.code().name(), refusal.getMessage()));
    jdbi.useTransaction(
        handle -> {
          drops.take(handle, objects.bucket(), key, sequencer, null, clock.instant());
          drops.saveResult(handle, new Drop(objects.bucket(), key, sequencer, null, null), result);
        });
    drops.find(objects.bucket(), key, sequencer).ifPresent(results::write);
    LOG.info("Refused the drop {}: {}", key, refusal.code());
    return Optional.empty();
  }
}
