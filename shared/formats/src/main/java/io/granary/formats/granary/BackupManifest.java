package io.granary.formats.granary;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.domain.BackupLayout;
import io.granary.formats.annotations.Attributes;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a backup says about the dataset that it was made of. Nothing of it is checked but that it is
 * a backup of a known version.
 *
 * @param kind files or warehouse
 * @param description empty when it has none
 * @param modality of the set; empty when it has none
 * @param metadata JSON object
 * @param pipelineConfig JSON object
 * @param digest of the content; empty when it says none
 * @param sampleCount negative when it says none
 */
public record BackupManifest(
    String name,
    String kind,
    String description,
    String modality,
    List<String> tags,
    String metadata,
    String pipelineConfig,
    String digest,
    long sampleCount) {
  /** Bytes of a manifest. */
  static final int MOST = 16 << 20;

  private static final int MOST_TAGS = 1000;

  public BackupManifest {
    tags = List.copyOf(tags);
  }

  /** Whether it is that of a definition over tables, which has no files. */
  public boolean isOfWarehouse() {
    return kind.equals("warehouse");
  }

  /**
   * Reads a file.
   *
   * @return empty when it is something else than a manifest of a backup
   * @throws UnreadableBackupException when it cannot be read, or is of another version
   * @throws IOException when it cannot be fetched
   */
  public static Optional<BackupManifest> read(Content content) throws IOException {
    var read = new Read();
    BackupJson.read(text(content), read::take);
    if (!read.format.equals(BackupLayout.FORMAT)) {
      return Optional.empty();
    }
    if (!read.version.equals(Integer.toString(BackupLayout.VERSION))) {
      throw new UnreadableBackupException(
          "The backup is of version '%s', and version %d is read"
              .formatted(read.version, BackupLayout.VERSION));
    }
    return Optional.of(read.manifest());
  }

  private static String text(Content content) throws IOException {
    byte[] bytes;
    try (InputStream in = content.open()) {
      bytes = in.readNBytes(MOST + 1);
    }
    if (bytes.length > MOST) {
      throw new UnreadableBackupException("It has more than %d bytes".formatted(MOST));
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw new UnreadableBackupException("Not UTF-8");
    }
  }

  private static final class Read {
    private String format = "";
    private String version = "";
    private String name = "";
    private String kind = "";
    private String description = "";
    private String modality = "";
    private List<String> tags = List.of();
    private String metadata = "{}";
    private String pipelineConfig = "{}";
    private String digest = "";
    private long sampleCount = -1;

    void take(String field, JsonParser value) throws IOException {
      switch (field) {
        case "format" -> format = BackupJson.text(value);
        case "version" -> version = BackupJson.text(value);
        case "digest" -> digest = BackupJson.text(value);
        case "sample_count" -> sampleCount = count(value);
        case "dataset" -> BackupJson.object(value, this::takeOfDataset);
        default -> value.skipChildren();
      }
    }

    private void takeOfDataset(String field, JsonParser value) throws IOException {
      switch (field) {
        case "name" -> name = BackupJson.text(value);
        case "kind" -> kind = BackupJson.text(value);
        case "description" -> description = BackupJson.text(value);
        case "modality" -> modality = BackupJson.text(value);
        case "tags" -> tags = JsonText.texts(value, MOST_TAGS);
        case "metadata" -> metadata = object(value);
        case "pipeline_config" -> pipelineConfig = object(value);
        default -> value.skipChildren();
      }
    }

    private static long count(JsonParser value) throws IOException {
      double number = JsonText.number(value);
      return number >= 0 && number < 1e15 ? (long) number : -1;
    }

    private static String object(JsonParser value) throws IOException {
      if (value.currentToken() != JsonToken.START_OBJECT) {
        value.skipChildren();
        return "{}";
      }
      var fields = new Attributes();
      fields.putAll(value, "");
      return fields.json();
    }

    BackupManifest manifest() {
      return new BackupManifest(
          name, kind, description, modality, tags, metadata, pipelineConfig, digest, sampleCount);
    }
  }
}
