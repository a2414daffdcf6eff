package io.granary.ingest.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.storage.DirectUploads;
import io.granary.testing.SampleDataset;
import io.granary.testing.SampleImages;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class AbortUploadFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final byte[] PICTURE = SampleImages.jpeg(64, 48, 1);
  private final Rows rows = new Rows(STACK);

  private static Sender set(String user) {
    return new Sender(STACK.signedIn(user)).file("a.jpg", PICTURE).file("b.mp4", new byte[9 << 20]);
  }

  @Test
  void nothingIsLeft() {
    Sender sender = set("ann");
    JsonNode started = sender.start(Map.of("dataset_name", "gone"));
    sender.send(started);
    String key =
        "uploads/%s/%s/1"
            .formatted(
                rows.text("select user_id from uploads where id = ?", Rows.id(started)),
                Rows.id(started));
    String begun =
        rows.text(
            "select begun from upload_files where upload_id = ? and number = 1", Rows.id(started));
    assertThat(STACK.bean(DirectUploads.class).parts(key, begun)).hasSize(2);

    assertThat(sender.abort(Rows.id(started).toString()).status()).isEqualTo(204);
    assertThat(sender.abort(Rows.id(started).toString()).status()).isEqualTo(204);

    assertThat(rows.keys(Rows.id(started))).isEmpty();
    assertThat(STACK.bean(DirectUploads.class).parts(key, begun)).isEmpty();
    assertThat(rows.count("select count(*) from datasets where id = ?", Rows.dataset(started)))
        .isZero();
    assertThat(rows.text("select state from uploads where id = ?", Rows.id(started)))
        .isEqualTo("aborted");
    assertThat(
            rows.count(
                "select count(*) from audit_entries where dataset_id = ? and action = 'deleted'",
                Rows.dataset(started)))
        .isEqualTo(1);
    assertThat(sender.start(Map.of("dataset_name", "gone")).path("id").isTextual())
        .as("the name is free")
        .isTrue();
  }

  @Test
  void aDatasetThatWasThereBeforeStays() {
    var user = STACK.user("bea");
    var dataset = SampleDataset.make(STACK, user, "old", 1);
    var sender = new Sender(STACK.as(user)).file("a.jpg", PICTURE);
    JsonNode started = sender.start(Map.of("dataset_id", dataset.id()));
    sender.send(started);

    assertThat(sender.abort(Rows.id(started).toString()).status()).isEqualTo(204);

    assertThat(rows.text("select status from datasets where id = ?", dataset.id()))
        .isEqualTo("ready");
    assertThat(rows.keys(Rows.id(started))).isEmpty();
  }

  @Test
  void whatIsCompletedStays() {
    var sender = new Sender(STACK.signedIn("cyn")).file("a.jpg", PICTURE);
    JsonNode started = sender.start(Map.of("dataset_name", "kept"));
    sender.send(started);
    sender.complete(Rows.id(started).toString());

    assertThat(sender.abort(Rows.id(started).toString()).code()).isEqualTo("UPLOAD_ENDED");
    assertThat(rows.keys(Rows.id(started))).hasSize(1);
    STACK.drain();
    assertThat(rows.text("select status from datasets where id = ?", Rows.dataset(started)))
        .isEqualTo("ready");
  }

  @Test
  void anotherPersonsUploadIsNotThere() {
    Sender sender = set("dee");
    String upload = sender.start(Map.of("dataset_name", "mine")).path("id").asText();

    assertThat(new Sender(STACK.signedIn("eva")).abort(upload).status()).isEqualTo(404);
    assertThat(sender.get(upload).status()).isEqualTo(200);
  }
}
