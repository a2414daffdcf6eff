package io.granary.ingest.uploads;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.Ask;
import io.granary.testing.TestStack;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What is left behind: rows and objects. */
final class Rows {
  private final TestStack stack;

  Rows(TestStack stack) {
    this.stack = stack;
  }

  long count(String sql, Object... values) {
    return Ask.of(stack).count(sql, values);
  }

  String text(String sql, Object... values) {
    return Ask.of(stack).text(sql, values);
  }

  void change(String sql, Object... values) {
    stack
        .bean(Jdbi.class)
        .useHandle(
            handle -> {
              var update = handle.createUpdate(sql);
              for (int i = 0; i < values.length; i++) {
                update.bind(i, values[i]);
              }
              update.execute();
            });
  }

  /** The keys of the objects of an upload. */
  List<String> keys(UUID upload) {
    return stack
        .bean(S3Client.class)
        .listObjectsV2Paginator(list -> list.bucket(stack.objects().bucket()).prefix("uploads/"))
        .contents()
        .stream()
        .map(S3Object::key)
        .filter(key -> key.contains(upload.toString()))
        .toList();
  }

  static UUID id(JsonNode answer) {
    return UUID.fromString(answer.path("id").asText());
  }

  static UUID dataset(JsonNode answer) {
    return UUID.fromString(answer.path("dataset_id").asText());
  }
}
