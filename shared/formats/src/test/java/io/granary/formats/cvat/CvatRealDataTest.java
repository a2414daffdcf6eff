package io.granary.formats.cvat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.granary.domain.AnnotationType;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.ImportedAnnotation;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.SampleIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Files that CVAT has written, with the counts that an independent script took of them. */
final class CvatRealDataTest {
  private static Imported read(String set, SampleIndex samples) throws IOException {
    String data = System.getenv("GRANARY_TEST_DATA");
    assumeTrue(data != null, "GRANARY_TEST_DATA is not set");
    Path folder = Path.of(String.valueOf(data), "datumaro/cvat_dataset/for_images", set);
    return Imported.read(
        new CvatFormat(), MemoryFiles.of(folder, path -> path.endsWith(".xml")), samples);
  }

  private static Map<AnnotationType, Integer> byType(Imported imported) {
    Map<AnnotationType, Integer> counts = new TreeMap<>();
    for (ImportedAnnotation annotation : imported.annotations()) {
      counts.merge(annotation.type(), 1, Integer::sum);
    }
    return counts;
  }

  @Test
  void aProjectHasTheShapesOfEverySubset() throws IOException {
    var samples = new SampleIndex();
    for (String subset : new String[] {"Test", "Train", "Validation"}) {
      samples.add("images/" + subset + "/img0.jpg", 8, 8);
      samples.add("images/" + subset + "/img1.jpg", 10, 10);
    }

    Imported imported = read("export_project", samples);

    assertThat(byType(imported))
        .isEqualTo(
            Map.of(
                AnnotationType.BBOX, 3,
                AnnotationType.POLYGON, 3,
                AnnotationType.POLYLINE, 3,
                AnnotationType.KEYPOINTS, 3));
    for (int sample = 0; sample < 6; sample++) {
      int place = sample;
      assertThat(imported.annotations()).filteredOn(a -> a.sample() == place).hasSize(2);
    }
    assertThat(imported.lines().getFirst())
        .isEqualTo("images/Test/img0.jpg label1 bbox {\"x\":0,\"y\":2,\"width\":4,\"height\":2}");
    assertThat(imported.annotations().getFirst().attributes())
        .isEqualTo(
            "{\"occluded\":true,\"z_order\":1,\"a1\":true,\"a2\":\"v3\",\"a3\":\"0003\",\"a4\":2.4}");
    assertThat(imported.target().splits().of(0)).contains("test");
    assertThat(imported.target().splits().of(2)).contains("train");
    assertThat(imported.target().splits().of(5)).contains("val");
    assertThat(imported.issues()).isEmpty();
  }

  @Test
  void shapesWithoutALabelAreSkippedAndTold() throws IOException {
    var samples = new SampleIndex();
    samples.add("images/img0.jpg", 8, 8);
    samples.add("images/img1.jpg", 10, 10);

    Imported imported = read("export_task", samples);

    assertThat(byType(imported))
        .isEqualTo(Map.of(AnnotationType.BBOX, 1, AnnotationType.KEYPOINTS, 1));
    assertThat(imported.target().skipped()).isEqualTo(2);
    assertThat(imported.count(IssueCode.UNKNOWN_CLASS)).isEqualTo(2);
  }
}
