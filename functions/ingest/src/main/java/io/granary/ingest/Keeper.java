package io.granary.ingest;

import io.granary.database.Ingest;
import io.granary.database.Sample;
import io.granary.database.SourceFile;
import io.granary.domain.Ids;
import io.granary.domain.IssueCode;
import io.granary.domain.IssueLog;
import io.granary.domain.Sha256;
import io.granary.formats.archives.EntryCorruptException;
import io.granary.media.CorruptImageException;
import io.granary.media.ImageFacts;
import io.granary.media.ImageInspection;
import io.granary.media.ImageTooLargeException;
import io.granary.storage.LargeObject;
import io.granary.storage.ObjectKeys;
import io.granary.storage.Objects;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Stores the files of one part and notes what they are: samples, files beside them, or what is
 * wrong. Small files are read whole and written several at a time; a large one streams through.
 */
final class Keeper implements AutoCloseable {
  private static final int SMALL = 32 << 20;
  private static final String BINARY = "application/octet-stream";

  private final Objects objects;
  private final Ingest ingest;
  private final String modality;
  private final BoundedWrites writes;
  private final List<Sample> samples = new ArrayList<>();
  private final List<SourceFile> files = new ArrayList<>();
  private final IssueLog issues = new IssueLog();

  Keeper(Objects objects, Ingest ingest, int parallelWrites) {
    this.objects = objects;
    this.ingest = ingest;
    this.writes = new BoundedWrites(parallelWrites);
    this.modality = java.util.Objects.requireNonNull(ingest.modality());
  }

  List<Sample> samples() {
    return samples;
  }

  List<SourceFile> files() {
    return files;
  }

  IssueLog issues() {
    return issues;
  }

  /** Waits until everything kept so far is stored. */
  void await() {
    writes.await();
  }

  @Override
  public void close() {
    writes.close();
  }

  /**
   * Keeps one file.
   *
   * @param size its size in bytes as the source declares it
   * @throws IOException when the source itself cannot be read; a damaged file is an issue instead
   */
  void keep(String path, long size, InputStream content) throws IOException {
    try {
      if (size <= SMALL) {
        keepSmall(path, read(content, (int) size));
      } else {
        keepLarge(path, size, content);
      }
    } catch (EntryCorruptException e) {
      issues.add(IssueCode.ENTRY_CORRUPT, path, "", e.getMessage());
    } catch (CorruptImageException e) {
      issues.add(IssueCode.IMAGE_CORRUPT, path, "", e.getMessage());
    } catch (ImageTooLargeException e) {
      issues.add(IssueCode.IMAGE_TOO_LARGE, path, "", e.getMessage());
    }
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

  private void keepSmall(String path, byte[] content) {
    String sha256 = Sha256.hex(content);
    if (!Detection.isSample(path, modality)) {
      String key = sourceKey(path);
      writes.add(content.length, () -> objects.create(key, content, BINARY));
      addFile(path, key, content.length, sha256);
      return;
    }
    Sample sample =
        modality.equals("image")
            ? image(path, content.length, sha256, ImageInspection.inspect(content))
            : text(path, content.length, sha256, TextFacts.characters(content));
    samples.add(sample);
    writes.add(
        content.length, () -> objects.create(sample.objectKey(), content, sample.mediaType()));
  }

  private void keepLarge(String path, long size, InputStream content) throws IOException {
    boolean isImage = modality.equals("image") && Detection.isSample(path, modality);
    String key = isImage || Detection.isSample(path, modality) ? sampleKey(path) : sourceKey(path);
    try (LargeObject target = objects.createLarge(key, BINARY);
        var tee = new HashingTee(content, target)) {
      @Nullable ImageFacts facts = isImage ? ImageInspection.inspect(tee, size) : null;
      TextFacts.Counter counter = new TextFacts.Counter();
      tee.drain(counter);
      target.finish();
      if (facts != null) {
        samples.add(image(path, size, tee.sha256(), facts));
      } else if (Detection.isSample(path, modality)) {
        samples.add(text(path, size, tee.sha256(), counter.characters()));
      } else {
        addFile(path, key, size, tee.sha256());
      }
    }
  }

  private Sample image(String path, long size, String sha256, ImageFacts facts) {
    return sample(path, size, sha256, facts.format().mediaType(), facts, null);
  }

  private Sample text(String path, long size, String sha256, long characters) {
    return sample(path, size, sha256, "text/plain; charset=utf-8", null, characters);
  }

  private Sample sample(
      String path,
      long size,
      String sha256,
      String mediaType,
      @Nullable ImageFacts facts,
      @Nullable Long characters) {
    return new Sample(
        ingest.datasetId(),
        sampleId(ingest.datasetId(), path),
        ingest.id(),
        path,
        Folders.folder(path),
        Folders.split(path),
        modality,
        sampleKey(path),
        size,
        sha256,
        mediaType,
        facts == null ? null : facts.width(),
        facts == null ? null : facts.height(),
        facts == null ? null : facts.storedWidth(),
        facts == null ? null : facts.storedHeight(),
        facts == null ? null : facts.orientation(),
        facts == null ? null : facts.frames(),
        characters,
        List.of(),
        0,
        ingest.createdAt());
  }

  private void addFile(String path, String key, long size, String sha256) {
    files.add(new SourceFile(ingest.datasetId(), ingest.id(), path, key, size, sha256));
    if (!path.toLowerCase(Locale.ROOT).endsWith(AnnotationLoad.SUFFIX)) {
      issues.add(IssueCode.FILE_IGNORED, path, "", "Kept among the source files");
    }
  }

  private String sampleKey(String path) {
    return ObjectKeys.sample(ingest.userId(), ingest.datasetId(), ingest.id(), path);
  }

  private String sourceKey(String path) {
    return ObjectKeys.source(ingest.userId(), ingest.datasetId(), ingest.id(), path);
  }

  /** The id that a path has in a dataset, however often it arrives. */
  static UUID sampleId(UUID dataset, String path) {
    return Ids.derived(dataset, path);
  }
}
