package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleZip;
import io.granary.testing.TestStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetImportReportFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aReportSaysWhatWasFoundAndWhatBecameOfEachFile() {
    User owner = STACK.user("ann");
    JsonNode result =
        new Drops(STACK, owner)
            .take(
                "set.zip",
                new SampleZip()
                    .add("a.jpg", BadZips.PICTURE)
                    .add("notes.json", "{\"hello\": 1}")
                    .add("labels.xml", "<x/>")
                    .bytes());

    Answer answer =
        STACK.as(owner).get("/api/datasets/%s/import-report".formatted(Drops.dataset(result)));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("detection").path("format").asText()).isEqualTo("image_folder");
    assertThat(answer.json().path("detection").path("rejected").path(0).path("format").asText())
        .isEqualTo("coco");
    assertThat(answer.json().path("annotation_files").path(0).path("problem").asText())
        .contains("no images");
    assertThat(answer.json().path("issues").findValuesAsText("code"))
        .containsExactlyInAnyOrder("ANNOTATION_FORMAT_UNKNOWN", "FILE_IGNORED");
    assertThat(answer.json().path("plan").path("parts").asInt()).isEqualTo(1);
  }

  @Test
  void aFailedImportHasAReportToo() {
    User owner = STACK.user("bea");
    JsonNode result = new Drops(STACK, owner).take("bad.zip", BadZips.text("no ZIP"));

    Answer answer =
        STACK.as(owner).get("/api/datasets/%s/import-report".formatted(Drops.dataset(result)));

    assertThat(answer.json().path("status").asText()).isEqualTo("error");
    assertThat(answer.json().path("error").path("code").asText()).isEqualTo("ARCHIVE_CORRUPT");
  }

  @Test
  void aStrangerGetsNothing() {
    JsonNode result =
        new Drops(STACK, STACK.user("cyn"))
            .take("secret.zip", new SampleZip().add("a.jpg", BadZips.PICTURE).bytes());
    String path = "/api/datasets/%s/import-report".formatted(Drops.dataset(result));

    assertThat(STACK.signedIn("stranger").get(path).status()).isEqualTo(404);
    assertThat(STACK.anonymous().get(path).status()).isEqualTo(401);
  }
}
