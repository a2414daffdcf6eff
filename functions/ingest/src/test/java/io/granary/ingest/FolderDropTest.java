package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.domain.Sha256;
import io.granary.testing.QueuePoller;
import io.granary.testing.SampleCoco;
import io.granary.testing.SampleImages;
import io.granary.testing.SampleZip;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class FolderDropTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final byte[] NOTHING = new byte[0];

  private static byte[] annotations(int pictures) {
    var coco = new SampleCoco().category(1, "disc");
    for (int i = 1; i <= pictures; i++) {
      coco.image(i, i + ".png", 20, 10).box(i, i, 1, 1, 1, 5, 5);
    }
    return coco.json().getBytes(StandardCharsets.UTF_8);
  }

  private static void putPictures(Drops drops, String folder, int from, int to) {
    for (int i = from; i <= to; i++) {
      drops.put("%s/images/%d.png".formatted(folder, i), SampleImages.png(20, 10, i));
    }
  }

  private static JsonNode mark(Drops drops, String folder) {
    drops.put(folder + "/_SUCCESS", NOTHING);
    STACK.drain();
    return drops.result(folder + "/_SUCCESS").orElseThrow();
  }

  @Test
  void aFolderIsTakenWhenItsMarkArrives() {
    var drops = new Drops(STACK, STACK.user("ann"));
    putPictures(drops, "birds", 1, 3);
    drops.put("birds/annotations/instances.json", annotations(3));
    drops.put("birds/.DS_Store", NOTHING);
    STACK.drain();
    assertThat(drops.datasets()).isZero();

    JsonNode result = mark(drops, "birds");

    assertThat(result.path("status").asText()).isEqualTo("ready");
    assertThat(Drops.verdicts(result)).containsExactly(3, 0, 0);
    UUID dataset = Drops.dataset(result);
    assertThat(drops.text("select name from datasets where id = ?", dataset)).isEqualTo("birds");
    assertThat(
            drops.text(
                "select string_agg(path, ' ' order by path) from samples where dataset_id = ?",
                dataset))
        .isEqualTo("images/1.png images/2.png images/3.png");
    // What is no part of the set stays where it is.
    assertThat(drops.keys()).containsExactly("birds.result.json", "birds/.DS_Store");
  }

  @Test
  void aFileThatIsRejectedIsNamedAndStaysWhereItIs() {
    var drops = new Drops(STACK, STACK.user("ivy"));
    putPictures(drops, "part", 1, 2);
    byte[] picture = SampleImages.jpeg(64, 48, 2);
    drops.put("part/images/cut.jpg", Arrays.copyOf(picture, 400));

    JsonNode result = mark(drops, "part");

    assertThat(drops.samples(Drops.dataset(result))).isEqualTo(2);
    assertThat(Drops.issues(result)).containsExactly("IMAGE_CORRUPT 1");
    assertThat(drops.keys()).containsExactly("part.result.json", "part/images/cut.jpg");
    drops.put("part/images/cut.jpg", picture);
    assertThat(drops.samples(Drops.dataset(mark(drops, "part")))).isEqualTo(3);
    assertThat(drops.keys()).containsExactly("part.result.json");
  }

  @Test
  void ofTwoFilesWithOnePathTheRowAndTheBytesAreOfTheSame() throws IOException {
    var drops = new Drops(STACK, STACK.user("jan"));
    for (int i = 1; i <= 3; i++) {
      drops.put(
          "twins/%d.zip".formatted(i),
          new SampleZip().add("images/1.png", SampleImages.png(20, 10, i)).bytes());
    }

    JsonNode result = mark(drops, "twins");

    UUID dataset = Drops.dataset(result);
    assertThat(drops.samples(dataset)).isEqualTo(1);
    assertThat(Drops.issues(result)).containsExactly("ENTRY_DUPLICATE 2");
    String key = drops.text("select object_key from samples where dataset_id = ?", dataset);
    try (var in = STACK.objects().open(key)) {
      assertThat(Sha256.hex(in.readAllBytes()))
          .isEqualTo(drops.text("select sha256 from samples where dataset_id = ?", dataset));
    }
  }

  @Test
  void aSecondMarkAddsWhatIsNewOrChangedAndTheSetEqualsOneThatCameAtOnce() {
    var drops = new Drops(STACK, STACK.user("bea"));
    putPictures(drops, "cats", 1, 2);
    drops.put("cats/annotations/instances.json", annotations(4));
    UUID dataset = Drops.dataset(mark(drops, "cats"));
    assertThat(drops.annotations(dataset)).isEqualTo(2);
    String kept =
        drops.text(
            "select object_key from samples where dataset_id = ? and path = 'images/1.png'",
            dataset);

    putPictures(drops, "cats", 3, 4);
    drops.put("cats/images/1.png", SampleImages.png(20, 10, 1));
    drops.put("cats/images/2.png", SampleImages.png(20, 10, 77));
    JsonNode second = mark(drops, "cats");

    assertThat(second.path("status").asText()).isEqualTo("ready");
    assertThat(Drops.dataset(second)).isEqualTo(dataset);
    assertThat(second.path("upload_summary").path("images_uploaded").asInt()).isEqualTo(3);
    // The file that named pictures 3 and 4 before they were there is read for them now.
    assertThat(second.path("upload_summary").path("annotations_imported").asInt()).isEqualTo(2);
    assertThat(Drops.issues(second)).containsExactly("FILE_UNCHANGED 1");
    assertThat(
            drops.text(
                "select object_key from samples where dataset_id = ? and path = 'images/1.png'",
                dataset))
        .isEqualTo(kept);
    assertThat(
            drops.text(
                "select concat_ws(' ', total_samples, annotation_count, class_count, status)"
                    + " from datasets where id = ?",
                dataset))
        .isEqualTo("4 4 1 ready");
    assertThat(drops.count("select count(*) from added_samples where dataset_id = ?", dataset))
        .isZero();
    assertThat(
            drops.count("select sum(annotation_count) from samples where dataset_id = ?", dataset))
        .isEqualTo(4);
    assertThat(
            drops.count(
                "select annotation_count from classes where dataset_id = ? and name = 'disc'",
                dataset))
        .isEqualTo(4);

    putPictures(drops, "once", 1, 4);
    drops.put("once/images/2.png", SampleImages.png(20, 10, 77));
    drops.put("once/annotations/instances.json", annotations(4));
    assertThat(drops.digest(Drops.dataset(mark(drops, "once")))).isEqualTo(drops.digest(dataset));
  }

  @Test
  void readersSeeNothingOfAnAdditionBeforeItsEnd() {
    var drops = new Drops(STACK, STACK.user("cyn"));
    putPictures(drops, "dogs", 1, 2);
    UUID dataset = Drops.dataset(mark(drops, "dogs"));
    putPictures(drops, "dogs", 3, 5);
    drops.put("dogs/_SUCCESS", NOTHING);
    var poller = QueuePoller.of(STACK.context(), STACK.stack().names().queuePrefix());
    while (poller.poll("ingest", 1) > 0) {}
    assertThat(poller.poll("image", 5)).isPositive();

    assertThat(drops.count("select count(*) from added_samples where dataset_id = ?", dataset))
        .isEqualTo(3);
    assertThat(drops.samples(dataset)).isEqualTo(2);
    assertThat(drops.text("select status from datasets where id = ?", dataset)).isEqualTo("ready");
    STACK.drain();
    assertThat(drops.samples(dataset)).isEqualTo(5);
  }

  @Test
  void aMarkThatComesWhileTheFolderIsReadWaitsForItsEnd() {
    var drops = new Drops(STACK, STACK.user("dan"));
    putPictures(drops, "cows", 1, 2);
    drops.put("cows/_SUCCESS", NOTHING);
    var poller = QueuePoller.of(STACK.context(), STACK.stack().names().queuePrefix());
    while (poller.poll("ingest", 1) > 0) {}
    drops.put("cows/_SUCCESS", NOTHING);
    while (poller.poll("ingest", 1) > 0) {}
    putPictures(drops, "cows", 3, 3);
    drops.put("cows/_SUCCESS", NOTHING);
    while (poller.poll("ingest", 1) > 0) {}
    assertThat(drops.count("select count(*) from drops where waits")).isEqualTo(2);

    STACK.drain();

    JsonNode result = drops.result("cows/_SUCCESS").orElseThrow();
    assertThat(result.path("upload_summary").path("images_uploaded").asInt()).isEqualTo(1);
    assertThat(drops.samples(Drops.dataset(result))).isEqualTo(3);
    assertThat(drops.count("select count(*) from drops where waits")).isZero();
    assertThat(drops.keys()).containsExactly("cows.result.json");
    assertThat(drops.datasets()).isEqualTo(1);
  }

  @Test
  void aMarkAfterAFailureMakesTheDatasetAnew() {
    var drops = new Drops(STACK, STACK.user("eve"));
    JsonNode first = mark(drops, "empty");
    assertThat(first.path("code").asText()).isEqualTo("NO_SAMPLES_FOUND");
    putPictures(drops, "empty", 1, 2);

    JsonNode second = mark(drops, "empty");

    assertThat(second.path("status").asText()).isEqualTo("ready");
    assertThat(Drops.dataset(second)).isEqualTo(Drops.dataset(first));
    assertThat(drops.samples(Drops.dataset(second))).isEqualTo(2);
  }

  @Test
  void aMarkWithNothingNewChangesNothing() {
    var drops = new Drops(STACK, STACK.user("kim"));
    putPictures(drops, "same", 1, 2);
    JsonNode first = mark(drops, "same");
    String before = drops.digest(Drops.dataset(first));

    JsonNode second = mark(drops, "same");

    assertThat(second.path("status").asText()).isEqualTo("ready");
    assertThat(second.path("upload_summary").path("files_uploaded").asInt()).isZero();
    assertThat(drops.digest(Drops.dataset(second))).isEqualTo(before);
    assertThat(drops.keys()).containsExactly("same.result.json");
  }

  @Test
  void keysOfAnyKindAreReadAsTheyAre() {
    var drops = new Drops(STACK, STACK.user("fay"));
    String[] names = {"a b+c.png", "50%25.png", "größe.png", "写真/一.png", "x&y='z'.png"};
    for (String name : names) {
      drops.put("odd/" + name, SampleImages.png(20, 10, name.length()));
    }

    JsonNode result = mark(drops, "odd");

    UUID dataset = Drops.dataset(result);
    for (String name : names) {
      assertThat(
              drops.count(
                  "select count(*) from samples where dataset_id = ? and path = ?", dataset, name))
          .as(name)
          .isEqualTo(1);
    }
    assertThat(drops.keys()).containsExactly("odd.result.json");
  }

  @Test
  void archivesInAFolderAreOpened() {
    var drops = new Drops(STACK, STACK.user("gus"));
    drops.put(
        "mixed/more.zip", new SampleZip().add("images/9.png", SampleImages.png(20, 10, 9)).bytes());
    putPictures(drops, "mixed", 1, 1);

    JsonNode result = mark(drops, "mixed");

    assertThat(drops.samples(Drops.dataset(result))).isEqualTo(2);
    assertThat(drops.keys()).containsExactly("mixed.result.json");
  }

  @Test
  void aFileThatIsReplacedBeforeItIsReadIsNamedAndTheRestIsKept() {
    var drops = new Drops(STACK, STACK.user("hal"));
    putPictures(drops, "race", 1, 3);
    drops.put("race/_SUCCESS", NOTHING);
    var poller = QueuePoller.of(STACK.context(), STACK.stack().names().queuePrefix());
    while (poller.poll("ingest", 1) > 0) {}
    drops.put("race/images/2.png", SampleImages.png(20, 10, 50));

    STACK.drain();

    JsonNode result = drops.result("race/_SUCCESS").orElseThrow();
    assertThat(drops.samples(Drops.dataset(result))).isEqualTo(2);
    assertThat(Drops.issues(result)).containsExactly("SOURCE_CHANGED 1");
    // It stays for the next mark.
    assertThat(drops.keys()).containsExactly("race.result.json", "race/images/2.png");
  }
}
