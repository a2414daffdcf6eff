package io.granary.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.Deadline;
import io.granary.database.DatasetDigest;
import io.granary.database.User;
import io.granary.json.Json;
import io.granary.testing.Ask;
import io.granary.testing.SampleCoco;
import io.granary.testing.SampleImages;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Drops files as a user does, and looks at what came of them. */
final class Drops {
  static final byte[] NOTHING = new byte[0];

  private final TestStack stack;
  private final User user;

  Drops(TestStack stack, User user) {
    this.stack = stack;
    this.user = user;
  }

  String key(String file) {
    return "drop/%s/%s".formatted(user.username(), file);
  }

  /** Ample time. */
  static final Deadline NEVER = new Deadline(() -> Long.MAX_VALUE);

  void put(String file, byte[] content) {
    stack.objects().replace(key(file), content, "application/zip");
  }

  /** Puts a file that says what its annotations are to be read as. */
  void put(String file, byte[] content, String format) {
    stack
        .bean(S3Client.class)
        .putObject(
            put ->
                put.bucket(stack.objects().bucket())
                    .key(key(file))
                    .metadata(Map.of("annotation-format", format)),
            RequestBody.fromBytes(content));
  }

  /** Drops a file, lets all work be done, and gives the result. */
  JsonNode take(String file, byte[] content) {
    put(file, content);
    stack.drain();
    return result(file).orElseThrow();
  }

  Optional<JsonNode> result(String file) {
    String key =
        DropKey.parse(key(file)).map(DropKey::resultKey).orElse(key(file) + ".result.json");
    if (stack.objects().stat(key).isEmpty()) {
      return Optional.empty();
    }
    try (var in = stack.objects().open(key)) {
      return Optional.of(Json.tree(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A number that a statement gives. */
  long count(String sql, Object... values) {
    return Ask.of(stack).count(sql, values);
  }

  /** One text that a statement gives. */
  String text(String sql, Object... values) {
    return Ask.of(stack).text(sql, values);
  }

  /** What a dataset holds, as one hash. */
  String digest(UUID dataset) {
    return stack
        .bean(Jdbi.class)
        .inTransaction(handle -> stack.bean(DatasetDigest.class).of(handle, dataset));
  }

  /** The keys of a user's dropped objects. */
  List<String> keys() {
    try (var listed = stack.objects().list("drop/%s/".formatted(user.username()))) {
      return listed.map(found -> found.key().substring(key("").length())).toList();
    }
  }

  long samples(UUID dataset) {
    return count("select count(*) from samples where dataset_id = ?", dataset);
  }

  long annotations(UUID dataset) {
    return count("select count(*) from annotations where dataset_id = ?", dataset);
  }

  /** The types of a dataset's annotations, by the paths of their samples. */
  String types(UUID dataset) {
    return text(
        """
        select string_agg(a.type, ' ' order by s.path)
        from annotations a join samples s on s.dataset_id = a.dataset_id and s.id = a.sample_id
        where a.dataset_id = ?
        """,
        dataset);
  }

  long datasets() {
    return count("select count(*) from datasets where owner_id = ?", user.id());
  }

  static UUID dataset(JsonNode result) {
    return UUID.fromString(result.path("dataset_id").asText());
  }

  /** The codes of the issues in a result, each with its count. */
  static List<String> issues(JsonNode result) {
    List<String> issues = new ArrayList<>();
    for (JsonNode issue : result.path("upload_summary").path("issues")) {
      issues.add("%s %d".formatted(issue.path("code").asText(), issue.path("count").asLong()));
    }
    return issues;
  }

  /** Imported, skipped, repaired. */
  static List<Integer> verdicts(JsonNode result) {
    JsonNode summary = result.path("upload_summary");
    return List.of(
        summary.path("annotations_imported").asInt(),
        summary.path("annotations_skipped").asInt(),
        summary.path("annotations_repaired").asInt());
  }

  /** One box on each of some pictures. */
  static byte[] boxes(int pictures) {
    var coco = new SampleCoco().category(1, "disc");
    for (int i = 1; i <= pictures; i++) {
      coco.image(i, i + ".png", 20, 10).box(i, i, 1, 1, 1, 5, 5);
    }
    return coco.json().getBytes(StandardCharsets.UTF_8);
  }

  /** Puts pictures of numbers into a folder. */
  void putPictures(String folder, int from, int to) {
    for (int i = from; i <= to; i++) {
      put("%s/images/%d.png".formatted(folder, i), SampleImages.png(20, 10, i));
    }
  }

  /** Marks a folder as whole, lets all work be done, and gives the result. */
  JsonNode mark(String folder) {
    put(folder + "/_SUCCESS", NOTHING);
    stack.drain();
    return result(folder + "/_SUCCESS").orElseThrow();
  }
}
