package io.granary.formats.granary;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.granary.formats.annotations.JsonText;
import java.io.IOException;

/** JSON of backups. It is nested a little deeper than files are whose attributes it holds. */
final class BackupJson {
  private static final int DEPTH = 120;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(DEPTH).maxNumberLength(100).build())
          .build();

  private BackupJson() {}

  /** Takes the fields of an object; the parser stands at the value, which has to be passed. */
  interface Fields {
    void take(String name, JsonParser value) throws IOException;
  }

  /**
   * Reads a text that is one object.
   *
   * @throws UnreadableBackupException when it is not
   */
  static void read(String text, Fields fields) throws UnreadableBackupException {
    try (JsonParser parser = JSON.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new UnreadableBackupException("It is no JSON object");
      }
      object(parser, fields);
      if (parser.nextToken() != null) {
        throw new UnreadableBackupException("Text follows the end of the JSON object");
      }
    } catch (UnreadableBackupException e) {
      throw e;
    } catch (JsonProcessingException e) {
      throw new UnreadableBackupException("Not JSON: " + e.getOriginalMessage());
    } catch (IOException e) {
      throw new UnreadableBackupException("Not JSON: " + e.getMessage());
    }
  }

  /** Reads the object at the parser; anything else is passed over. */
  static void object(JsonParser parser, Fields fields) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      fields.take(name, parser);
    }
  }

  /** The text at the parser; empty when it is null or something else. */
  static String text(JsonParser parser) throws IOException {
    return JsonText.text(parser);
  }
}
