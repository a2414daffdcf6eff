package io.granary.ingest;

import io.granary.database.Ingest;
import io.granary.database.Sample;
import io.granary.domain.Ids;
import io.granary.formats.annotations.SplitNames;
import io.granary.media.CorruptImageException;
import io.granary.media.ImageFacts;
import io.granary.media.ImageInspection;
import io.granary.media.ImageTooLargeException;
import io.granary.storage.ObjectKeys;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says what the rows of an ingest's samples are, and where their bytes lie. */
final class SampleRows {
  private final Ingest ingest;
  private final String modality;

  SampleRows(Ingest ingest) {
    this.ingest = ingest;
    this.modality = java.util.Objects.requireNonNull(ingest.modality());
  }

  /** The id that a path has in a dataset, however often it arrives. */
  static UUID sampleId(UUID dataset, String path) {
    return Ids.derived(dataset, path);
  }

  /** What a file is as a sample of the set; empty when it is none. */
  Optional<Modality> modality(String path) {
    return Modality.isDocument(path) && "tabular".equals(ingest.wantedModality())
        ? Optional.of(Modality.TABULAR)
        : Modality.ofSample(path, modality);
  }

  String sampleKey(String place) {
    return ObjectKeys.sample(ingest.userId(), ingest.datasetId(), ingest.id(), place);
  }

  String sourceKey(String place) {
    return ingest.dryRun()
        ? ObjectKeys.dryRun(ingest.userId(), ingest.id(), place)
        : ObjectKeys.source(ingest.userId(), ingest.datasetId(), ingest.id(), place);
  }

  /** A sample whose bytes are at hand. */
  Sample sample(Modality own, String path, String place, byte[] content, String sha256)
      throws CorruptImageException, ImageTooLargeException {
    return switch (own) {
      case IMAGE ->
          sample(own, path, place, content.length, sha256, ImageInspection.inspect(content), 0);
      case TEXT ->
          sample(own, path, place, content.length, sha256, null, TextFacts.characters(content));
      case TABULAR, AUDIO, VIDEO -> sample(own, path, place, content.length, sha256, null, 0);
    };
  }

  /**
   * A sample.
   *
   * @param place what its key is made of
   * @param facts of an image
   * @param characters of a text
   */
  Sample sample(
      Modality own,
      String path,
      String place,
      long size,
      String sha256,
      @Nullable ImageFacts facts,
      long characters) {
    return new Sample(
        ingest.datasetId(),
        sampleId(ingest.datasetId(), path),
        ingest.id(),
        path,
        Folders.folder(path),
        SplitNames.ofPath(path).orElse(null),
        own.column(),
        sampleKey(place),
        size,
        sha256,
        facts == null ? Modality.mediaType(path) : facts.format().mediaType(),
        facts == null ? null : facts.width(),
        facts == null ? null : facts.height(),
        facts == null ? null : facts.storedWidth(),
        facts == null ? null : facts.storedHeight(),
        facts == null ? null : facts.orientation(),
        facts == null ? null : facts.frames(),
        own == Modality.TEXT ? characters : null,
        List.of(),
        0,
        ingest.createdAt());
  }
}
