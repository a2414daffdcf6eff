package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.Sample;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.FormatWriter;
import io.granary.formats.annotations.WriteOptions;
import io.granary.formats.coco.CocoWriter;
import io.granary.formats.csv.CsvWriter;
import io.granary.formats.dice.DiceWriter;
import io.granary.formats.labelme.LabelmeWriter;
import io.granary.formats.voc.VocWriter;
import io.granary.formats.yolo.YoloWriter;
import io.granary.testing.SampleZip;
import io.granary.testing.TestStack;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written of a dataset makes an equal one when it is dropped. */
final class ReimportTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private record Case(String folder, FormatWriter writer) {
    @Override
    public String toString() {
      return folder + " as " + writer.name();
    }
  }

  static Stream<Case> cases() {
    return Stream.of(
        new Case("datumaro/coco_dataset/coco", new CocoWriter()),
        new Case("datumaro/coco_dataset/coco_panoptic", new CocoWriter()),
        new Case("sahi-coco", new CocoWriter()),
        new Case("datumaro/cvat_dataset/for_images/export_project", new DiceWriter()),
        new Case("datumaro/coco_dataset/coco", new DiceWriter()),
        new Case("datumaro/cvat_dataset/for_images/export_project", new LabelmeWriter()),
        new Case("datumaro/yolo_dataset/strict", new CocoWriter()),
        new Case("datumaro/yolo_dataset/strict", yolo("yolo_darknet")),
        new Case("datumaro/yolo_dataset/strict", yolo("yolo")),
        new Case("datumaro/yolo_dataset/labels", yolo("yolo")),
        new Case("bccd-voc", new VocWriter()),
        new Case("bccd-voc", new CsvWriter()),
        new Case("bccd-voc", new CocoWriter()));
  }

  /** Sets that a variant does not hold as they are: what it makes of them it holds. */
  static Stream<Case> changes() {
    return Stream.of(
        new Case("bccd-voc", yolo("yolo")),
        new Case("bccd-voc", yolo("yolo_obb")),
        new Case("sahi-coco", yolo("yolo_segment")),
        new Case("datumaro/coco_dataset/coco_person_keypoints", yolo("yolo_pose")));
  }

  private static FormatWriter yolo(String name) {
    return YoloWriter.all().stream().filter(w -> w.name().equals(name)).findFirst().orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void theDigestIsTheSame(Case each) throws IOException {
    var drops = new Drops(STACK, STACK.user("re" + Long.toString(System.nanoTime(), 36)));
    UUID first = dataset(drops.take("first.zip", RealData.zip(each.folder())));

    UUID second = dataset(drops.take("second.zip", export(first, each.writer())));

    assertThat(drops.annotations(second)).isEqualTo(drops.annotations(first)).isPositive();
    assertThat(drops.digest(second)).isEqualTo(drops.digest(first));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void theDigestOfWhatWasChangedOnceIsTheSame(Case each) throws IOException {
    var drops = new Drops(STACK, STACK.user("ch" + Long.toString(System.nanoTime(), 36)));
    UUID first = dataset(drops.take("first.zip", RealData.zip(each.folder())));
    UUID second = dataset(drops.take("second.zip", export(first, each.writer())));

    UUID third = dataset(drops.take("third.zip", export(second, each.writer())));

    assertThat(drops.annotations(third)).isEqualTo(drops.annotations(second)).isPositive();
    assertThat(drops.digest(third)).isEqualTo(drops.digest(second));
  }

  private static UUID dataset(JsonNode result) {
    assertThat(result.path("status").asText()).as(result.toString()).isEqualTo("ready");
    return Drops.dataset(result);
  }

  /** The dataset as a ZIP: its samples, and its annotations by a writer. */
  private static byte[] export(UUID dataset, FormatWriter writer) throws IOException {
    var set = new StoredSet(STACK, dataset);
    var zip = new SampleZip();
    for (Sample sample : set.samples()) {
      var place = new AnnotatedSample(sample.path(), sample.split(), 0, 0, List.of());
      try (var in = STACK.objects().open(sample.objectKey())) {
        zip.add(writer.imagePath(place), in.readAllBytes());
      }
    }
    writer.write(
        set,
        path ->
            new ByteArrayOutputStream() {
              @Override
              public void close() {
                zip.add(path, toByteArray());
              }
            },
        WriteOptions.DEFAULT);
    return zip.bytes();
  }
}
