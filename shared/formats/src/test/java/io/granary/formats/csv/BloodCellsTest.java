package io.granary.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.granary.domain.Box;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.ImportedAnnotation;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.SampleIndex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The real table of boxes on blood cells. */
final class BloodCellsTest {
  @Test
  void everyBoxIsReadAsItIsInTheTable() throws IOException {
    String data = System.getenv("GRANARY_TEST_DATA");
    assumeTrue(data != null, "GRANARY_TEST_DATA is not set");
    Path set = Path.of(String.valueOf(data), "bccd-voc");
    var samples = new SampleIndex();
    try (Stream<Path> images = Files.list(set.resolve("JPEGImages"))) {
      images.sorted().forEach(i -> samples.add("JPEGImages/" + i.getFileName(), 640, 480));
    }
    Path table = set.resolve("boxes.csv");
    MemoryFiles files = new MemoryFiles().with("boxes.csv", Files.readAllBytes(table));

    Imported read = Imported.read(new CsvFormat(), files, samples);

    assertThat(read.target().imported()).isEqualTo(4886);
    assertThat(read.target().skipped()).isEqualTo(2);
    assertThat(read.count(IssueCode.BOX_WITHOUT_AREA)).isEqualTo(2);
    assertThat(read.classNames()).containsExactlyInAnyOrder("WBC", "RBC", "Platelets");
    Map<String, Integer> rows = new HashMap<>();
    List<String> lines = Files.readAllLines(table);
    lines.subList(1, lines.size()).forEach(line -> rows.merge(line, 1, Integer::sum));
    rows.keySet().removeIf(BloodCellsTest::isWithoutArea);
    Map<String, Integer> boxes = new HashMap<>();
    read.annotations().forEach(a -> boxes.merge(row(read, samples, a), 1, Integer::sum));
    assertThat(boxes).isEqualTo(rows);
  }

  private static boolean isWithoutArea(String row) {
    String[] values = row.split(",");
    return values[2].equals(values[3]) && values[4].equals(values[5]);
  }

  private static String row(Imported read, SampleIndex samples, ImportedAnnotation annotation) {
    List<ImportedClass> classes = read.target().classes();
    Box box = annotation.box();
    assertThat(box).isNotNull();
    return box == null
        ? ""
        : "%s,%s,%.0f,%.0f,%.0f,%.0f"
            .formatted(
                samples.path(annotation.sample()).replace("JPEGImages/", ""),
                classes.get(annotation.labelClass()).name(),
                box.x(),
                box.x() + box.width(),
                box.y(),
                box.y() + box.height());
  }
}
