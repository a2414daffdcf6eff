package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.formats.Formats;
import io.granary.testing.QueuePoller;
import io.granary.testing.SampleImages;
import io.granary.testing.TestStack;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A drop says what its annotations are to be read as, where they can be read in two ways. */
final class DropFormatTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final String ROW = "0 0.1 0.1 0.5 0.2 0.6 0.8 0.1 0.9\n";

  /** Lets the messages of a queue be taken that are there now. */
  private static void takeIn(String queue) {
    var poller = QueuePoller.of(STACK.context(), STACK.stack().names().queuePrefix());
    while (poller.poll(queue, 1) > 0) {}
  }

  /** A picture and its label file, which are an outline or a turned box. */
  private static void putBoat(Drops drops, String folder, int number) {
    drops.put("%s/images/%d.png".formatted(folder, number), SampleImages.png(100, 50, number));
    drops.put("%s/labels/%d.txt".formatted(folder, number), ROW.getBytes(StandardCharsets.UTF_8));
  }

  private static void putNames(Drops drops, String folder) {
    drops.put(
        folder + "/data.yaml",
        "names: [boat]\ntrain: images\nval: images\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void anArchiveSaysIt() {
    var drops = new Drops(STACK, STACK.user("ann"));
    drops.put("boats.zip", AnnotationFormatTest.zip(), "yolo_obb");

    STACK.drain();

    JsonNode result = drops.result("boats.zip").orElseThrow();
    assertThat(result.path("status").asText()).isEqualTo("ready");
    assertThat(Drops.issues(result)).isEmpty();
    assertThat(drops.types(Drops.dataset(result))).isEqualTo("rotated_bbox");
    JsonNode guessed = drops.take("guessed.zip", AnnotationFormatTest.zip());
    assertThat(Drops.issues(guessed)).containsExactly("FORMAT_AMBIGUOUS 1");
    assertThat(drops.types(Drops.dataset(guessed))).isEqualTo("polygon");
  }

  @Test
  void anUnknownFormatEndsTheDrop() {
    var drops = new Drops(STACK, STACK.user("bea"));
    drops.put("boats.zip", AnnotationFormatTest.zip(), "yolo_boxes");

    STACK.drain();

    JsonNode result = drops.result("boats.zip").orElseThrow();
    assertThat(result.path("status").asText()).isEqualTo("error");
    assertThat(result.path("code").asText()).isEqualTo("VALIDATION_FAILED");
    assertThat(result.path("detail").asText())
        .isEqualTo(
            "Cannot take the drop: its metadata annotation-format must be one of %s, and is"
                    .formatted(String.join(", ", Formats.hints()))
                + " 'yolo_boxes'.")
        .contains("yolo_obb, ");
    assertThat(drops.datasets()).isZero();
    assertThat(drops.keys()).containsExactly("boats.zip", "boats.zip.result.json");

    // Its event comes again, when another object has taken its place.
    String sequencer =
        drops.text("select sequencer from drops where key = ?", drops.key("boats.zip"));
    drops.put("boats.zip", AnnotationFormatTest.zip(), "yolo_obb");
    assertThat(STACK.bean(DropIntake.class).take(drops.key("boats.zip"), sequencer, "", sequencer))
        .isEmpty();
    assertThat(drops.result("boats.zip")).contains(result);
    STACK.drain();
    assertThat(drops.types(Drops.dataset(drops.result("boats.zip").orElseThrow())))
        .isEqualTo("rotated_bbox");
  }

  @Test
  void theSameBytesWithAnotherFormatAreAnotherVersion() {
    var drops = new Drops(STACK, STACK.user("cyn"));
    drops.put("boats.zip", AnnotationFormatTest.zip());
    takeIn("ingest");
    drops.put("boats.zip", AnnotationFormatTest.zip(), "yolo_obb");

    STACK.drain();

    JsonNode result = drops.result("boats.zip").orElseThrow();
    assertThat(result.path("status").asText()).isEqualTo("ready");
    assertThat(drops.types(Drops.dataset(result))).isEqualTo("rotated_bbox");
    assertThat(drops.datasets()).isEqualTo(1);
  }

  @Test
  void aMarkSaysItAndTheNextOneNeedNot() {
    var drops = new Drops(STACK, STACK.user("dan"));
    putNames(drops, "fleet");
    putBoat(drops, "fleet", 1);
    drops.put("fleet/_SUCCESS", Drops.NOTHING, "yolo_obb");
    STACK.drain();
    UUID dataset = Drops.dataset(drops.result("fleet/_SUCCESS").orElseThrow());
    assertThat(drops.types(dataset)).isEqualTo("rotated_bbox");

    putBoat(drops, "fleet", 2);
    drops.mark("fleet");
    assertThat(drops.types(dataset)).isEqualTo("rotated_bbox rotated_bbox");

    putBoat(drops, "fleet", 3);
    drops.put("fleet/_SUCCESS", Drops.NOTHING, "yolo_segment");
    STACK.drain();
    assertThat(drops.types(dataset)).isEqualTo("rotated_bbox rotated_bbox polygon");
    assertThat(drops.keys()).containsExactly("fleet.result.json");
  }

  @Test
  void aMarkOfAnUnknownFormatAddsNothing() {
    var drops = new Drops(STACK, STACK.user("eve"));
    putNames(drops, "fleet");
    putBoat(drops, "fleet", 1);
    UUID dataset = Drops.dataset(drops.mark("fleet"));
    putBoat(drops, "fleet", 2);
    drops.put("fleet/_SUCCESS", Drops.NOTHING, "");
    STACK.drain();

    JsonNode refused = drops.result("fleet/_SUCCESS").orElseThrow();
    assertThat(refused.path("code").asText()).isEqualTo("VALIDATION_FAILED");
    assertThat(drops.samples(dataset)).isEqualTo(1);
    assertThat(drops.text("select status from datasets where id = ?", dataset)).isEqualTo("ready");

    drops.put("fleet/_SUCCESS", Drops.NOTHING, "yolo_obb");
    STACK.drain();
    assertThat(drops.types(dataset)).isEqualTo("polygon rotated_bbox");
    assertThat(drops.keys()).containsExactly("fleet.result.json");
  }

  @Test
  void aMarkThatWaitsKeepsItsFormat() {
    var drops = new Drops(STACK, STACK.user("fay"));
    putNames(drops, "fleet");
    putBoat(drops, "fleet", 1);
    drops.put("fleet/_SUCCESS", Drops.NOTHING);
    takeIn("ingest");
    putBoat(drops, "fleet", 2);
    drops.put("fleet/_SUCCESS", Drops.NOTHING, "yolo_obb");
    takeIn("ingest");
    assertThat(drops.count("select count(*) from drops where waits")).isEqualTo(1);
    // As the end of the first addition does, with a mark that was taken.
    STACK.objects().delete(drops.key("fleet/_SUCCESS"));

    STACK.drain();

    UUID dataset = Drops.dataset(drops.result("fleet/_SUCCESS").orElseThrow());
    assertThat(drops.types(dataset)).isEqualTo("polygon rotated_bbox");
    assertThat(drops.keys()).containsExactly("fleet.result.json");
  }

  @Test
  void aMarkWhoseEventIsOnItsWayStays() {
    var drops = new Drops(STACK, STACK.user("gus"));
    putNames(drops, "fleet");
    putBoat(drops, "fleet", 1);
    drops.put("fleet/_SUCCESS", Drops.NOTHING);
    takeIn("ingest");
    takeIn("image");
    putBoat(drops, "fleet", 2);
    drops.put("fleet/_SUCCESS", Drops.NOTHING, "yolo_obb");
    takeIn("finish");
    assertThat(drops.keys())
        .containsExactly(
            "fleet.result.json", "fleet/_SUCCESS", "fleet/images/2.png", "fleet/labels/2.txt");

    STACK.drain();

    UUID dataset = Drops.dataset(drops.result("fleet/_SUCCESS").orElseThrow());
    assertThat(drops.types(dataset)).isEqualTo("polygon rotated_bbox");
    assertThat(drops.keys()).containsExactly("fleet.result.json");
  }
}
