package io.granary.ingest;

import io.granary.api.Deadline;
import io.granary.database.Ingest;
import io.granary.database.IngestItem;
import io.granary.database.IngestItemRepository;
import io.granary.domain.BackupLayout;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.IssueCode;
import io.granary.domain.IssueLog;
import io.granary.domain.Sha256;
import io.granary.formats.archives.ArchiveLimits;
import io.granary.formats.archives.ArchivePlan;
import io.granary.formats.archives.Archives;
import io.granary.formats.archives.MemberPath;
import io.granary.formats.granary.BackupManifest;
import io.granary.json.Json;
import io.granary.storage.Objects;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Divides what an ingest reads into parts that are done on their own, each bounded. */
@Singleton
final class Plans {
  /** To write the plan and send the parts in. */
  private static final Duration RESERVE = Duration.ofSeconds(60);

  private static final long PART_BYTES = 128L << 20;
  private static final int PART_FILES = 2000;

  private final IngestItemRepository items;
  private final Objects objects;
  private final ArchiveLimits limits;

  Plans(IngestItemRepository items, Objects objects, ArchiveLimits limits) {
    this.items = items;
    this.objects = objects;
    this.limits = limits;
  }

  /**
   * How an ingest is done.
   *
   * @param root of the archive that was read last
   * @param wantedModality what a backup says that files are to be taken for beyond their names
   * @param parts JSON of each {@link PartPlan}
   * @param bytes of all files, as their archives say
   */
  record Plan(
      String root,
      String modality,
      Optional<String> wantedModality,
      List<String> parts,
      long files,
      long bytes) {}

  /**
   * Makes a plan.
   *
   * @param issues takes what is left out, and why
   * @throws GranaryException NO_SAMPLES_FOUND, or what is wrong with an archive
   */
  Plan make(Ingest ingest, IssueLog issues, Deadline deadline) throws IOException {
    var run = new Run(issues, deadline);
    try {
      items.forEach(ingest.id(), run::take);
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    run.closePart();
    run.backup.ifPresent(Plans::refuseDefinition);
    Optional<String> ofBackup = run.backup.flatMap(Plans::modality);
    // An addition's is its dataset's.
    String modality =
        Optional.ofNullable(ingest.modality())
            .or(() -> Optional.ofNullable(ingest.wantedModality()).filter(_ -> run.hasFiles()))
            .or(() -> ofBackup)
            .or(run.detection::modality)
            .orElseThrow(
                () ->
                    new GranaryException(
                        Code.NO_SAMPLES_FOUND,
                        "Cannot make a dataset: no sample of any modality was found among %d file(s)."
                            .formatted(run.detection.files())));
    return new Plan(
        run.root,
        modality,
        ofBackup.filter(own -> own.equals(modality) && run.needsDocuments(own)),
        run.parts,
        run.detection.files(),
        run.detection.bytes());
  }

  private static void refuseDefinition(BackupManifest backup) {
    if (backup.isOfWarehouse()) {
      throw new GranaryException(
          Code.NO_SAMPLES_FOUND,
          ("Cannot make a set of files: this is the backup of the definition '%s' over tables."
                  + " Create a dataset of its model with the definition in %s.")
              .formatted(backup.name(), BackupLayout.MANIFEST));
    }
  }

  private static Optional<String> modality(BackupManifest backup) {
    return Optional.of(backup.modality()).filter(own -> own.matches(Modality.NAMES));
  }

  private final class Run {
    private final IssueLog issues;
    private final Deadline deadline;
    private final Detection detection = new Detection();
    private final List<String> parts = new ArrayList<>();
    private String root = "";
    private Optional<BackupManifest> backup = Optional.empty();
    private int partFrom = -1;
    private int partTo;
    private int partFiles;
    private long partBytes;

    Run(IssueLog issues, Deadline deadline) {
      this.issues = issues;
      this.deadline = deadline;
    }

    boolean hasFiles() {
      return detection.files() > 0;
    }

    /** JSON may have been taken as tables, which no name says. */
    boolean needsDocuments(String modality) {
      return modality.equals("tabular")
          && backup.filter(b -> detection.needsDocuments(b.sampleCount())).isPresent();
    }

    void take(IngestItem item, int number) {
      try {
        if (item.isArchive()) {
          takeArchive(item, number);
        } else {
          takeFile(item, number);
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private void takeArchive(IngestItem item, int number) throws IOException {
      checkHash(item);
      var manifest = new ManifestMember(item, objects, limits, () -> deadline.isWithin(RESERVE));
      ArchivePlan plan =
          Archives.plan(
              Sources.archiveKind(item),
              new StoredRange(objects, item),
              limits,
              issues,
              () -> deadline.isWithin(RESERVE),
              (path, size) -> {
                manifest.see(path);
                detection.add(path, size);
              });
      root = plan.root();
      backup = manifest.read(plan).or(() -> backup);
      plan.parts()
          .forEach(part -> parts.add(Json.write(PartPlan.ofArchive(number, part, plan.root()))));
    }

    /** What a client has declared and nobody could check within its request. */
    private void checkHash(IngestItem item) throws IOException {
      if (item.sha256() == null) {
        return;
      }
      MessageDigest digest = Sha256.digest();
      try (InputStream in = objects.open(item.key(), item.etag(), 0, item.size())) {
        byte[] buffer = new byte[1 << 20];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
          digest.update(buffer, 0, count);
        }
      }
      if (!HexFormat.of().formatHex(digest.digest()).equals(item.sha256())) {
        throw new GranaryException(
            Code.CHECKSUM_MISMATCH,
            "Cannot take '%s': it has not the declared SHA-256.".formatted(item.path()));
      }
    }

    private void takeFile(IngestItem item, int number) throws IOException {
      MemberPath path = MemberPath.of(item.path());
      switch (path.kind()) {
        case JUNK -> {}
        case UNSAFE -> issues.add(IssueCode.ENTRY_UNSAFE_NAME, path.path(), "", path.reason());
        case SAFE -> {
          if (partFiles == PART_FILES || partFiles > 0 && partBytes + item.size() > PART_BYTES) {
            closePart();
          }
          partFrom = partFrom < 0 ? number : partFrom;
          partTo = number + 1;
          partFiles++;
          partBytes += item.size();
          detection.add(path.path(), item.size());
          if (path.path().equals(BackupLayout.MANIFEST)) {
            backup = ManifestMember.of(() -> objects.open(item.key(), item.etag(), 0, item.size()));
          }
        }
      }
    }

    void closePart() {
      if (partFiles > 0) {
        parts.add(Json.write(PartPlan.ofFiles(partFrom, partTo)));
      }
      partFrom = -1;
      partFiles = 0;
      partBytes = 0;
    }
  }
}
