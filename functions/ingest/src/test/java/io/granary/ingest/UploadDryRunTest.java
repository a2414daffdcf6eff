package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleCoco;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Forms that only ask what would come of them. */
final class UploadDryRunTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aDryRunTellsWhatWouldComeAndKeepsNothing() throws IOException {
    byte[] body =
        new Form()
            .field("dataset_name", "tried")
            .field("dry_run", "true")
            .file("files", "tried.zip", SampleCoco.zip(3))
            .bytes();
    var user = STACK.user("dry");

    Answer answer = Form.upload(STACK, STACK.as(user), body, Map.of());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("status").asText()).isEqualTo("dry_run");
    assertThat(answer.json().path("dataset_id").isNull()).isTrue();
    assertThat(answer.json().path("detection").path("format").asText()).isEqualTo("coco");
    var summary = answer.json().path("summary");
    assertThat(summary.path("images_uploaded").asInt()).isEqualTo(3);
    assertThat(summary.path("annotations_imported").asInt()).isEqualTo(6);
    assertThat(summary.path("classes").asInt()).isEqualTo(2);
    var drops = new Drops(STACK, user);
    assertThat(drops.datasets()).isZero();
    assertThat(
            drops.count(
                "select (select count(*) from samples s join ingests i on i.id = s.ingest_id"
                    + " where i.user_id = ?) + (select count(*) from added_samples s join ingests i"
                    + " on i.id = s.ingest_id where i.user_id = ?)",
                user.id(),
                user.id()))
        .isZero();
    for (String prefix : List.of("uploads/", "raw/")) {
      try (var left = STACK.objects().list(prefix + user.id())) {
        assertThat(left).isEmpty();
      }
    }
    assertThat(drops.text("select status from jobs where created_by = ?", user.id()))
        .isEqualTo("completed");
  }

  @Test
  void aDryRunThatFailsSaysWhyAndKeepsNothing() throws IOException {
    var user = STACK.user("dry2");

    Answer answer =
        Form.upload(
            STACK,
            STACK.as(user),
            new Form()
                .field("dataset_name", "tried")
                .field("dry_run", "true")
                .file("files", "bad.zip", BadZips.text("no archive"))
                .bytes(),
            Map.of());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("ARCHIVE_CORRUPT");
    assertThat(new Drops(STACK, user).datasets()).isZero();
    try (var left = STACK.objects().list("uploads/" + user.id())) {
      assertThat(left).isEmpty();
    }
  }
}
