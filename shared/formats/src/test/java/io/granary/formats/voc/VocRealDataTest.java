package io.granary.formats.voc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.granary.domain.AnnotationType;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.ImportedAnnotation;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.SampleIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Sets that others have written, with the counts that an independent script took of them. */
final class VocRealDataTest {
  private static Path data(String folder) {
    String data = System.getenv("GRANARY_TEST_DATA");
    assumeTrue(data != null, "GRANARY_TEST_DATA is not set");
    return Path.of(String.valueOf(data), folder);
  }

  private static Imported read(Path folder, SampleIndex samples) throws IOException {
    return Imported.read(
        new VocFormat(), MemoryFiles.of(folder, path -> !path.endsWith(".jpg")), samples);
  }

  private static SampleIndex bloodCells() throws IOException {
    var samples = new SampleIndex();
    try (var images = Files.list(data("bccd-voc").resolve("JPEGImages"))) {
      images.sorted().forEach(image -> samples.add("JPEGImages/" + image.getFileName(), 640, 480));
    }
    return samples;
  }

  private static List<String> sortedBoxes(Imported imported) {
    SampleIndex samples = imported.target().samples();
    return imported.annotations().stream()
        .map(
            a -> {
              var box = Objects.requireNonNull(a.box());
              return "%s,%s,%.0f,%.0f,%.0f,%.0f"
                  .formatted(
                      samples.path(a.sample()).replace("JPEGImages/", ""),
                      imported.classNames().get(a.labelClass()),
                      box.x(),
                      box.x() + box.width(),
                      box.y(),
                      box.y() + box.height());
            })
        .sorted()
        .toList();
  }

  private static Map<String, Integer> byClass(Imported imported) {
    Map<String, Integer> counts = new TreeMap<>();
    for (ImportedAnnotation annotation : imported.annotations()) {
      counts.merge(imported.classNames().get(annotation.labelClass()), 1, Integer::sum);
    }
    return counts;
  }

  @Test
  void bloodCellsAreTheBoxesOfTheirOwnList() throws IOException {
    Imported imported = read(data("bccd-voc"), bloodCells());

    assertThat(imported.target().imported()).isEqualTo(4886);
    assertThat(imported.target().skipped()).isEqualTo(2);
    assertThat(imported.count(IssueCode.BOX_WITHOUT_AREA)).isEqualTo(2);
    assertThat(imported.issues()).hasSize(1);
    assertThat(byClass(imported)).isEqualTo(Map.of("WBC", 372, "RBC", 4153, "Platelets", 361));
    List<String> listed =
        new ArrayList<>(Files.readAllLines(data("bccd-voc").resolve("boxes.csv")));
    listed.removeFirst();
    listed.remove("BloodImage_00338.jpg,RBC,504,504,337,337");
    listed.remove("BloodImage_00343.jpg,RBC,181,181,329,329");
    assertThat(sortedBoxes(imported)).isEqualTo(listed.stream().sorted().toList());
  }

  @Test
  void bloodCellsHaveTheirSplits() throws IOException {
    Imported imported = read(data("bccd-voc"), bloodCells());
    Map<String, Integer> splits = new TreeMap<>();
    imported.target().splits().forEach((_, split) -> splits.merge(split, 1, Integer::sum));

    assertThat(splits).isEqualTo(Map.of("train", 205, "val", 87, "test", 72));
  }

  @Test
  void masksOfAnotherClassStayBesideTheObjects() throws IOException {
    Path set = data("datumaro/voc_dataset/voc_dataset1");
    SampleIndex samples =
        Imported.samples(20, 10, "JPEGImages/2007_000001.jpg", "JPEGImages/2007_000002.jpg");

    Imported imported = read(set, samples);

    assertThat(imported.lines().subList(0, 2))
        .containsExactly(
            "JPEGImages/2007_000001.jpg cat bbox {\"x\":1,\"y\":2,\"width\":2,\"height\":2}",
            "JPEGImages/2007_000001.jpg person bbox {\"x\":4,\"y\":5,\"width\":2,\"height\":2}");
    // The pictures say that object 1, which is the cat, is a bicycle as large as the image.
    assertThat(imported.lines()).hasSize(3);
    assertThat(imported.annotations().get(2).type()).isEqualTo(AnnotationType.MASK);
    assertThat(imported.classNames()).containsExactly("cat", "person", "bicycle");
    assertThat(imported.annotations().get(1).attributes())
        .startsWith("{\"actions\":{\"other\":true,\"jumping\":false,")
        .endsWith(
            "\"parts\":[{\"name\":\"head\",\"bndbox\":{\"xmin\":5.5,\"ymin\":6,\"xmax\":7.5,\"ymax\":8}}]}");
    assertThat(imported.target().splits().of(0)).contains("train");
    assertThat(imported.target().splits().of(1)).contains("test");
    assertThat(imported.issues()).isEmpty();
  }

  @Test
  void aSetWithoutImagesImportsNothingAndSaysSo() throws IOException {
    Imported imported = read(data("datumaro/voc_dataset/voc_dataset2"), new SampleIndex());

    assertThat(imported.target().imported()).isZero();
    assertThat(imported.target().skipped()).isEqualTo(4);
    assertThat(imported.count(IssueCode.UNKNOWN_IMAGE)).isEqualTo(4);
    assertThat(imported.classNames()).hasSize(22).startsWith("background", "aeroplane");
    assertThat(imported.target().classes().get(1).color()).isEqualTo("#800000");
  }

  @Test
  void withItsImagesTheSameSetIsWhole() throws IOException {
    SampleIndex samples = Imported.samples(20, 10, "@.jpg", "a.jpg", "b.jpg", "c.jpg", "d.jpg");

    Imported imported = read(data("datumaro/voc_dataset/voc_dataset2"), samples);

    assertThat(imported.lines())
        .containsExactly(
            "a.jpg background bbox {\"x\":1,\"y\":2,\"width\":3,\"height\":4}",
            "b.jpg aeroplane bbox {\"x\":2,\"y\":2,\"width\":5,\"height\":4}",
            "c.jpg bicycle bbox {\"x\":3,\"y\":1,\"width\":8,\"height\":5}",
            "d.jpg bird bbox {\"x\":4,\"y\":4,\"width\":4,\"height\":4}");
    for (int sample = 0; sample < 5; sample++) {
      assertThat(imported.target().splits().of(sample)).contains("trainval");
    }
    assertThat(imported.issues()).isEmpty();
  }

  @Test
  void aListMayHaveComments() throws IOException {
    Imported imported =
        read(
            data("datumaro/voc_dataset/voc_dataset3"),
            Imported.samples(20, 10, "JPEGImages/2007_000001.jpg"));

    assertThat(imported.lines())
        .containsExactly(
            "JPEGImages/2007_000001.jpg cat bbox {\"x\":1,\"y\":2,\"width\":2,\"height\":2}");
    assertThat(imported.target().splits().of(0)).contains("train");
    assertThat(imported.issues()).isEmpty();
  }
}
