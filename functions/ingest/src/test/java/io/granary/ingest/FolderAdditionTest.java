package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.QueuePoller;
import io.granary.testing.SampleImages;
import io.granary.testing.TestStack;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A second mark in a folder adds what is new or changed. */
final class FolderAdditionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aSecondMarkAddsWhatIsNewOrChangedAndTheSetEqualsOneThatCameAtOnce() {
    var drops = new Drops(STACK, STACK.user("bea"));
    drops.putPictures("cats", 1, 2);
    drops.put("cats/annotations/instances.json", Drops.boxes(4));
    UUID dataset = Drops.dataset(drops.mark("cats"));
    assertThat(drops.annotations(dataset)).isEqualTo(2);
    String kept =
        drops.text(
            "select object_key from samples where dataset_id = ? and path = 'images/1.png'",
            dataset);

    drops.putPictures("cats", 3, 4);
    drops.put("cats/images/1.png", SampleImages.png(20, 10, 1));
    drops.put("cats/images/2.png", SampleImages.png(20, 10, 77));
    JsonNode second = drops.mark("cats");

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

    drops.putPictures("once", 1, 4);
    drops.put("once/images/2.png", SampleImages.png(20, 10, 77));
    drops.put("once/annotations/instances.json", Drops.boxes(4));
    assertThat(drops.digest(Drops.dataset(drops.mark("once")))).isEqualTo(drops.digest(dataset));
  }

  @Test
  void readersSeeNothingOfAnAdditionBeforeItsEnd() {
    var drops = new Drops(STACK, STACK.user("cyn"));
    drops.putPictures("dogs", 1, 2);
    UUID dataset = Drops.dataset(drops.mark("dogs"));
    drops.putPictures("dogs", 3, 5);
    drops.put("dogs/_SUCCESS", Drops.NOTHING);
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
    drops.putPictures("cows", 1, 2);
    drops.put("cows/_SUCCESS", Drops.NOTHING);
    var poller = QueuePoller.of(STACK.context(), STACK.stack().names().queuePrefix());
    while (poller.poll("ingest", 1) > 0) {}
    drops.put("cows/_SUCCESS", Drops.NOTHING);
    while (poller.poll("ingest", 1) > 0) {}
    drops.putPictures("cows", 3, 3);
    drops.put("cows/_SUCCESS", Drops.NOTHING);
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
    JsonNode first = drops.mark("empty");
    assertThat(first.path("code").asText()).isEqualTo("NO_SAMPLES_FOUND");
    drops.putPictures("empty", 1, 2);

    JsonNode second = drops.mark("empty");

    assertThat(second.path("status").asText()).isEqualTo("ready");
    assertThat(Drops.dataset(second)).isEqualTo(Drops.dataset(first));
    assertThat(drops.samples(Drops.dataset(second))).isEqualTo(2);
  }

  @Test
  void aMarkWithNothingNewChangesNothing() {
    var drops = new Drops(STACK, STACK.user("kim"));
    drops.putPictures("same", 1, 2);
    JsonNode first = drops.mark("same");
    String before = drops.digest(Drops.dataset(first));

    JsonNode second = drops.mark("same");

    assertThat(second.path("status").asText()).isEqualTo("ready");
    assertThat(second.path("upload_summary").path("files_uploaded").asInt()).isZero();
    assertThat(drops.digest(Drops.dataset(second))).isEqualTo(before);
    assertThat(drops.keys()).containsExactly("same.result.json");
  }
}
