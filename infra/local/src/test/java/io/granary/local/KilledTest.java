package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.testing.SampleCoco;
import io.granary.testing.SampleImages;
import io.granary.testing.SampleZip;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** The plug is pulled in the middle of an ingest: launcher and servers die without a word. */
final class KilledTest {
  private static final int PICTURES = 1200;

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  static Path home;

  @Test
  void anIngestThatIsKilledGoesOnAndEndsExactly() throws Exception {
    LocalProcess first = LocalProcess.start(home);
    assertThat(
            Path.of(first.stack().path("warehouse_dir").asText()).resolve("transactions.parquet"))
        .exists();
    register(first);
    try (S3Client s3 = first.s3()) {
      s3.putObject(
          put -> put.bucket(first.bucket()).key("drop/kim/big.zip"), RequestBody.fromBytes(zip()));
    }
    String state = "select count(*) from ingests where state = 'parts'";
    LocalProcess.await("the parts have begun", () -> first.count(state) == 1);
    first.kill();

    LocalProcess again = LocalProcess.start(home);
    try (S3Client s3 = again.s3()) {
      LocalProcess.await(
          "there is a result", () -> again.keys(s3).contains("drop/kim/big.zip.result.json"));
      LocalProcess.await(
          "the source has moved", () -> !again.keys(s3).contains("drop/kim/big.zip"));

      assertThat(again.count("select count(*) from datasets where status = 'ready'")).isEqualTo(1);
      assertThat(again.count("select count(*) from samples")).isEqualTo(PICTURES);
      assertThat(again.count("select count(*) from annotations")).isEqualTo(PICTURES);
      assertThat(again.count("select sum(annotation_count) from samples")).isEqualTo(PICTURES);
      // The pictures, the annotation file, the archive, and the result: no orphan.
      assertThat(again.keys(s3)).hasSize(PICTURES + 3);
    } finally {
      again.stop();
    }
    assertThat(home.resolve("stack.json")).doesNotExist();
  }

  private static byte[] zip() {
    var zip = new SampleZip();
    var coco = new SampleCoco().category(1, "disc");
    for (int i = 0; i < PICTURES; i++) {
      String name = "%04d.jpg".formatted(i);
      zip.add("images/" + name, SampleImages.jpeg(64, 48, i));
      coco.image(i, name, 64, 48).box(i, i, 1, 1, 1, 10, 10);
    }
    return zip.add("annotations/instances_train.json", coco.json()).bytes();
  }

  private static void register(LocalProcess stack) throws Exception {
    var answer =
        stack
            .client()
            .post(
                "/api/auth/register",
                Map.of(
                    "username", "kim", "email", "kim@example.com", "password", "a long password"));
    assertThat(answer.status()).isEqualTo(201);
  }
}
