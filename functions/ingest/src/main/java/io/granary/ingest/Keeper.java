package io.granary.ingest;

import io.granary.database.AddedRepository;
import io.granary.database.Ingest;
import io.granary.database.Sample;
import io.granary.database.SourceFile;
import io.granary.domain.IssueCode;
import io.granary.domain.IssueLog;
import io.granary.domain.Sha256;
import io.granary.formats.archives.EntryCorruptException;
import io.granary.media.CorruptImageException;
import io.granary.media.ImageFacts;
import io.granary.media.ImageInspection;
import io.granary.media.ImageTooLargeException;
import io.granary.storage.LargeObject;
import io.granary.storage.Objects;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Stores the files of one part and notes what they are: samples, files beside them, or what is
 * wrong. Small files are read whole and written several at a time; a large one streams through.
 * What an addition brings again is left as it is; of a dry run only annotation files are stored,
 * for as long as it takes.
 */
final class Keeper implements AutoCloseable {
  private static final int SMALL = 32 << 20;
  private static final int MOST_UNSURE = 100;
  private static final int MOST_UNSURE_BYTES = 8 << 20;
  private static final String BINARY = "application/octet-stream";

  private final Objects objects;
  private final AddedRepository added;
  private final Ingest ingest;
  private final SampleRows rows;
  private final BoundedWrites writes;
  private final List<Small> unsure = new ArrayList<>();
  private int unsureBytes;
  private final List<Sample> samples = new ArrayList<>();
  private final List<SourceFile> files = new ArrayList<>();
  private final IssueLog issues = new IssueLog();
  private final Set<String> rejected = new HashSet<>();

  Keeper(Objects objects, AddedRepository added, Ingest ingest, BoundedWrites writes) {
    this.objects = objects;
    this.added = added;
    this.ingest = ingest;
    this.rows = new SampleRows(ingest);
    this.writes = writes;
  }

  @SuppressWarnings("ArrayRecordComponent")
  private record Small(String path, String place, byte[] content, String sha256) {}

  List<Sample> samples() {
    return samples;
  }

  List<SourceFile> files() {
    return files;
  }

  IssueLog issues() {
    return issues;
  }

  /** The paths of files that were not kept, after {@link #await}. */
  Set<String> rejected() {
    return rejected;
  }

  private void reject(IssueCode code, String path, @Nullable String reason) {
    issues.add(code, path, "", String.valueOf(reason));
    rejected.add(path);
  }

  /** Waits until everything kept so far is stored. */
  void await() {
    keepUnsure();
    writes.await();
  }

  @Override
  public void close() {
    writes.close();
  }

  /**
   * Keeps one file.
   *
   * @throws IOException when the source itself cannot be read; a damaged file is an issue instead
   */
  void keep(Incoming file, InputStream content) throws IOException {
    try {
      if (file.size() <= SMALL) {
        byte[] bytes = read(content, (int) file.size());
        keepSmall(new Small(file.path(), file.place(), bytes, checked(file, Sha256.hex(bytes))));
      } else {
        keepLarge(file, content);
      }
    } catch (EntryCorruptException e) {
      reject(IssueCode.ENTRY_CORRUPT, file.path(), e.getMessage());
    } catch (CorruptImageException e) {
      reject(IssueCode.IMAGE_CORRUPT, file.path(), e.getMessage());
    } catch (ImageTooLargeException e) {
      reject(IssueCode.IMAGE_TOO_LARGE, file.path(), e.getMessage());
    }
  }

  private static String checked(Incoming file, String sha256) throws EntryCorruptException {
    if (file.sha256() != null && !file.sha256().equals(sha256)) {
      throw new EntryCorruptException("The file has not the declared SHA-256");
    }
    return sha256;
  }

  /** All of a file whose size is known; the check of its end comes with the read behind it. */
  private static byte[] read(InputStream content, int size) throws IOException {
    byte[] bytes = new byte[size];
    int count = content.readNBytes(bytes, 0, size);
    if (content.read() >= 0 || count < size) {
      throw new EntryCorruptException("The file has not the declared %d bytes".formatted(size));
    }
    return bytes;
  }

  private void keepSmall(Small file) {
    if (ingest.mode() != Ingest.Mode.ADD) {
      store(file);
      return;
    }
    unsure.add(file);
    unsureBytes += file.content().length;
    if (unsure.size() == MOST_UNSURE || unsureBytes >= MOST_UNSURE_BYTES) {
      keepUnsure();
    }
  }

  /** Asks once for many files whether the dataset has them already. */
  private void keepUnsure() {
    if (unsure.isEmpty()) {
      return;
    }
    Map<String, String> known =
        added.known(ingest.datasetId(), unsure.stream().map(Small::path).toList());
    for (Small file : unsure) {
      if (file.sha256().equals(known.get(file.path()))) {
        noteUnchanged(file.path());
      } else {
        store(file);
      }
    }
    unsure.clear();
    unsureBytes = 0;
  }

  private void noteUnchanged(String path) {
    issues.add(IssueCode.FILE_UNCHANGED, path, "", "The dataset has it already");
  }

  private void store(Small file) {
    byte[] content = file.content();
    Optional<Modality> modality = rows.modality(file.path());
    if (modality.isEmpty()) {
      String key = rows.sourceKey(file.place());
      if (isNeeded(file.path())) {
        writes.add(content.length, () -> objects.create(key, content, BINARY));
      }
      addFile(
          file.path(),
          key,
          content.length,
          file.sha256(),
          AnnotationFiles.kept(file.path(), content));
      return;
    }
    Sample sample;
    try {
      sample = rows.sample(modality.get(), file.path(), file.place(), content, file.sha256());
    } catch (CorruptImageException e) {
      reject(IssueCode.IMAGE_CORRUPT, file.path(), e.getMessage());
      return;
    } catch (ImageTooLargeException e) {
      reject(IssueCode.IMAGE_TOO_LARGE, file.path(), e.getMessage());
      return;
    }
    samples.add(sample);
    if (!ingest.dryRun()) {
      writes.add(
          content.length, () -> objects.create(sample.objectKey(), content, sample.mediaType()));
    }
  }

  private void keepLarge(Incoming file, InputStream content) throws IOException {
    String path = file.path();
    long size = file.size();
    Optional<Modality> modality = rows.modality(path);
    String key = modality.isPresent() ? rows.sampleKey(file.place()) : rows.sourceKey(file.place());
    boolean isStored = modality.isPresent() ? !ingest.dryRun() : isNeeded(path);
    try (LargeObject target = isStored ? objects.createLarge(key, BINARY) : null;
        var tee =
            new HashingTee(content, target == null ? OutputStream.nullOutputStream() : target)) {
      @Nullable ImageFacts facts =
          modality.filter(Modality.IMAGE::equals).isPresent()
              ? ImageInspection.inspect(tee, size)
              : null;
      TextFacts.Counter counter = new TextFacts.Counter();
      tee.drain(counter);
      String sha256 = checked(file, tee.sha256());
      if (ingest.mode() == Ingest.Mode.ADD
          && sha256.equals(added.known(ingest.datasetId(), List.of(path)).get(path))) {
        noteUnchanged(path);
        return;
      }
      if (target != null) {
        target.finish();
      }
      if (modality.isPresent()) {
        samples.add(
            rows.sample(
                modality.get(), path, file.place(), size, sha256, facts, counter.characters()));
      } else {
        addFile(path, key, size, sha256, null);
      }
    }
  }

  private void addFile(
      String path, String key, long size, String sha256, byte @Nullable [] content) {
    files.add(new SourceFile(ingest.datasetId(), ingest.id(), path, key, size, sha256, content));
  }

  private boolean isNeeded(String path) {
    return !ingest.dryRun() || AnnotationFiles.isOne(path);
  }
}
