package io.granary.ingest;

import io.granary.database.DatasetRepository;
import io.granary.database.Drop;
import io.granary.database.DropRepository;
import io.granary.database.DropVersion;
import io.granary.database.Ingest;
import io.granary.database.IngestFailures;
import io.granary.database.IngestItemRepository;
import io.granary.database.IngestRepository;
import io.granary.database.User;
import io.granary.database.UserRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.IssueLog;
import io.granary.ingest.DroppedItems.Found;
import io.granary.ingest.Intake.Existing;
import io.granary.ingest.Intake.NewDataset;
import io.granary.ingest.Intake.Target;
import io.granary.ingest.Intake.Wish;
import io.granary.storage.Objects;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what is dropped: each version of an object, and each mark of a folder, leads to one ingest,
 * however often and in whatever order its events arrive. A drop that cannot become a dataset is
 * answered beside it.
 */
@Singleton
final class DropIntake {
  private static final Logger LOG = LoggerFactory.getLogger(DropIntake.class);

  private final Jdbi jdbi;
  private final DropRepository drops;
  private final IngestRepository ingests;
  private final IngestItemRepository items;
  private final IngestFailures failures;
  private final DatasetRepository datasets;
  private final UserRepository users;
  private final DroppedItems dropped;
  private final Objects objects;
  private final Intake intake;
  private final Results results;
  private final InstantSource clock;

  DropIntake(
      Jdbi jdbi,
      DropRepository drops,
      IngestRepository ingests,
      IngestItemRepository items,
      IngestFailures failures,
      DatasetRepository datasets,
      UserRepository users,
      DroppedItems dropped,
      Objects objects,
      Intake intake,
      Results results,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.drops = drops;
    this.ingests = ingests;
    this.items = items;
    this.failures = failures;
    this.datasets = datasets;
    this.users = users;
    this.dropped = dropped;
    this.objects = objects;
    this.intake = intake;
    this.results = results;
    this.clock = clock;
  }

  /**
   * Takes a version of a dropped object, or a mark of a folder.
   *
   * @param etag of the version, unquoted; empty when the event does not say
   * @return the ingest it belongs to, also when it was taken before; empty when it belongs to none,
   *     or has to wait
   */
  Optional<UUID> take(String key, String sequencer, String etag, String requestId) {
    Optional<DropKey> read = DropKey.parse(key);
    if (read.isEmpty()) {
      LOG.debug("Left an object alone that is no drop: {}", key);
      return Optional.empty();
    }
    var version = new DropVersion(objects.bucket(), key, sequencer);
    Optional<Drop> noted = drops.find(version);
    if (noted.filter(Drop::isTaken).isPresent()) {
      results.write(noted.get());
      return Optional.ofNullable(noted.get().ingestId());
    }
    try {
      Optional<Found> found = dropped.find(read.get(), etag, noted);
      if (found.isEmpty()) {
        LOG.info("Left an event alone whose object is gone or another by now: {}", key);
        return Optional.empty();
      }
      return take(read.get(), version, found.get(), requestId);
    } catch (GranaryException refusal) {
      results.refuse(version, refusal);
      return Optional.empty();
    }
  }

  private Optional<UUID> take(DropKey drop, DropVersion version, Found found, String requestId) {
    try {
      return jdbi.inTransaction(handle -> take(handle, drop, version, found, requestId));
    } catch (GranaryException refusal) {
      if (refusal.code() != Code.DATASET_BUSY || drop.kind() != DropKey.Kind.FOLDER) {
        throw refusal;
      }
      // Something else is being added to the folder's dataset.
      jdbi.useTransaction(
          handle -> {
            drops.hold(handle, version);
            drops.note(handle, version, found.annotationFormat(), clock.instant());
            drops.postpone(handle, version);
          });
      return Optional.empty();
    }
  }

  /** The ingest that a version of a dropped object belongs to. */
  Optional<UUID> ingestOf(String key, String sequencer) {
    return drops
        .find(new DropVersion(objects.bucket(), key, sequencer))
        .flatMap(drop -> Optional.ofNullable(drop.ingestId()));
  }

  private Optional<UUID> take(
      Handle handle, DropKey drop, DropVersion version, Found found, String requestId) {
    drops.hold(handle, version);
    Optional<Drop> before = drops.find(handle, version).filter(Drop::isTaken);
    if (before.isPresent()) {
      return Optional.ofNullable(before.get().ingestId());
    }
    if (drops.hasNewer(handle, version)) {
      LOG.info("Left an event alone that comes after a newer one: {}", version.key());
      drops.release(handle, version);
      return Optional.empty();
    }
    User user =
        users
            .findByUsername(drop.username().toLowerCase(Locale.ROOT))
            .orElseThrow(
                () ->
                    new GranaryException(
                        Code.UNKNOWN_USER,
                        "Cannot take the drop: there is no user '%s'.".formatted(drop.username())));
    drops.note(handle, version, found.annotationFormat(), clock.instant());
    Optional<Ingest> last = drops.lastIngest(handle, version).flatMap(ingests::find);
    if (last.filter(Ingest::isOpen).isPresent()) {
      if (drop.kind() == DropKey.Kind.FOLDER) {
        drops.postpone(handle, version);
        return Optional.empty();
      }
      if (isTheSame(last.get(), found)) {
        drops.assign(handle, version, last.get().id());
        return last.map(Ingest::id);
      }
      supersede(handle, last.get());
    }
    var begun =
        intake.begin(
            handle,
            new Wish(
                user.id(),
                target(drop, last, user),
                "drop",
                drop.fileName(),
                drop.extension(),
                drop.extension().equals("json") ? "tabular" : null,
                found.annotationFormat(),
                false,
                requestId),
            found.items());
    drops.assign(handle, version, begun.ingestId());
    return Optional.of(begun.ingestId());
  }

  /** The store may say twice that the same bytes were written. */
  private boolean isTheSame(Ingest last, Found found) {
    String etag = found.items().iterator().next().etag();
    return Optional.ofNullable(last.wantedFormat())
            .equals(Optional.ofNullable(found.annotationFormat()))
        && items.page(last.id(), 0, 1).stream().allMatch(item -> item.etag().equals(etag));
  }

  private void supersede(Handle handle, Ingest ingest) {
    failures.fail(
        handle,
        ingest,
        Code.SOURCE_CHANGED,
        "Cannot go on with the drop: a newer version of it has taken its place.",
        new IssueLog(),
        clock.instant());
  }

  /**
   * What earlier versions of the key have become decides: a folder's dataset is added to, and a
   * dataset that has never become ready is made anew.
   */
  private Target target(DropKey drop, Optional<Ingest> last, User user) {
    var fresh = new NewDataset(drop.name(), null, null);
    return last.map(ingest -> (Target) new Existing(ingest.datasetId()))
        .filter(
            existing ->
                datasets
                    .find(((Existing) existing).datasetId(), user.id())
                    .filter(
                        there ->
                            there.ownerId().equals(user.id())
                                && (drop.kind() == DropKey.Kind.FOLDER
                                    || !Ingest.READY.contains(there.status())))
                    .isPresent())
        .orElse(fresh);
  }
}
