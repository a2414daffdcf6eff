package io.granary.ingest;

import io.granary.domain.BackupLayout;
import io.granary.formats.archives.ArchiveKind;
import io.granary.media.ImageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a file is taken for, by the extension of its name. */
enum Modality {
  IMAGE,
  TABULAR,
  TEXT,
  AUDIO,
  VIDEO;

  /** What the samples of a set may be taken for; of a multimodal one, each for its own. */
  static final String NAMES = "image|tabular|text|audio|video|multimodal";

  private static final String MULTIMODAL = "multimodal";
  private static final Set<String> NOTES = Set.of("readme", "license", "licence", "notice");
  private static final String BINARY = "application/octet-stream";

  private static final Map<String, Modality> MODALITIES =
      Map.ofEntries(
          Map.entry("csv", TABULAR),
          Map.entry("tsv", TABULAR),
          Map.entry("jsonl", TABULAR),
          Map.entry("parquet", TABULAR),
          Map.entry("txt", TEXT),
          Map.entry("md", TEXT),
          Map.entry("wav", AUDIO),
          Map.entry("mp3", AUDIO),
          Map.entry("flac", AUDIO),
          Map.entry("ogg", AUDIO),
          Map.entry("m4a", AUDIO),
          Map.entry("mp4", VIDEO),
          Map.entry("mov", VIDEO),
          Map.entry("avi", VIDEO),
          Map.entry("mkv", VIDEO),
          Map.entry("webm", VIDEO));

  private static final Map<String, String> MEDIA_TYPES =
      Map.ofEntries(
          Map.entry("csv", "text/csv"),
          Map.entry("tsv", "text/tab-separated-values"),
          Map.entry("json", "application/json"),
          Map.entry("jsonl", "application/jsonl"),
          Map.entry("parquet", "application/vnd.apache.parquet"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("md", "text/plain; charset=utf-8"),
          Map.entry("wav", "audio/wav"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("flac", "audio/flac"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("m4a", "audio/mp4"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("mov", "video/quicktime"),
          Map.entry("avi", "video/x-msvideo"),
          Map.entry("mkv", "video/x-matroska"),
          Map.entry("webm", "video/webm"));

  static Optional<Modality> of(String path) {
    if (AnnotationFiles.isMask(path) || AnnotationFiles.isList(path) || BackupLayout.has(path)) {
      return Optional.empty();
    }
    return ImageFormat.hasImageExtension(path)
        ? Optional.of(IMAGE)
        : Optional.ofNullable(MODALITIES.get(extension(path)));
  }

  /** JSON says something about samples, unless somebody asks for it to be taken as tables. */
  static boolean isDocument(String path) {
    return extension(path).equals("json") && !BackupLayout.has(path);
  }

  /** A text about the set, not of it. */
  static boolean isNote(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    int dot = name.lastIndexOf('.');
    return NOTES.contains(dot < 0 ? name : name.substring(0, dot));
  }

  /**
   * What a file is as a sample of a set; empty when it is none.
   *
   * @param modality of the set, in lower case
   */
  static Optional<Modality> ofSample(String path, String modality) {
    if (ArchiveKind.ofName(path).isPresent()) {
      return Optional.empty();
    }
    Optional<Modality> own = of(path);
    return own.filter(found -> modality.equals(MULTIMODAL) || modality.equals(found.column()));
  }

  /** As rows and answers have it. */
  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The media type of a file that is no image. */
  static String mediaType(String path) {
    return MEDIA_TYPES.getOrDefault(extension(path), BINARY);
  }

  private static String extension(String path) {
    return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
