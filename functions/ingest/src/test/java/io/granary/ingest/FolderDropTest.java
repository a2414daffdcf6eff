package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.domain.Sha256;
import io.granary.testing.QueuePoller;
import io.granary.testing.SampleImages;
import io.granary.testing.SampleZip;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class FolderDropTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aFolderIsTakenWhenItsMarkArrives() {
    var drops = new Drops(STACK, STACK.user("ann"));
    drops.putPictures("birds", 1, 3);
    drops.put("birds/annotations/instances.json", Drops.boxes(3));
    drops.put("birds/.DS_Store", Drops.NOTHING);
    STACK.drain();
    assertThat(drops.datasets()).isZero();

    JsonNode result = drops.mark("birds");

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
    drops.putPictures("part", 1, 2);
    byte[] picture = SampleImages.jpeg(64, 48, 2);
    drops.put("part/images/cut.jpg", Arrays.copyOf(picture, 400));

    JsonNode result = drops.mark("part");

    assertThat(drops.samples(Drops.dataset(result))).isEqualTo(2);
    assertThat(Drops.issues(result)).containsExactly("IMAGE_CORRUPT 1");
    assertThat(drops.keys()).containsExactly("part.result.json", "part/images/cut.jpg");
    drops.put("part/images/cut.jpg", picture);
    assertThat(drops.samples(Drops.dataset(drops.mark("part")))).isEqualTo(3);
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

    JsonNode result = drops.mark("twins");

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
  void keysOfAnyKindAreReadAsTheyAre() {
    var drops = new Drops(STACK, STACK.user("fay"));
    String[] names = {"a b+c.png", "50%25.png", "größe.png", "写真/一.png", "x&y='z'.png"};
    for (String name : names) {
      drops.put("odd/" + name, SampleImages.png(20, 10, name.length()));
    }

    JsonNode result = drops.mark("odd");

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
    drops.putPictures("mixed", 1, 1);

    JsonNode result = drops.mark("mixed");

    assertThat(drops.samples(Drops.dataset(result))).isEqualTo(2);
    assertThat(drops.keys()).containsExactly("mixed.result.json");
  }

  @Test
  void aFileThatIsReplacedBeforeItIsReadIsNamedAndTheRestIsKept() {
    var drops = new Drops(STACK, STACK.user("hal"));
    drops.putPictures("race", 1, 3);
    drops.put("race/_SUCCESS", Drops.NOTHING);
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
