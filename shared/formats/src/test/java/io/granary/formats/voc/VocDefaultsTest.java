package io.granary.formats.voc;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.Box;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.MemorySet;
import io.granary.formats.annotations.Told;
import io.granary.formats.annotations.WriteOptions;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Bbox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every object has by default is an attribute only where it was one. */
final class VocDefaultsTest {
  private static final List<String> POSES =
      List.of(
          "", "\"pose\":\"Unspecified\"", "\"pose\":\"Left\"", "\"pose\":\"12\"", "\"pose\":12");
  private static final List<String> TRUNCATED =
      List.of("", "\"truncated\":false", "\"truncated\":true", "\"truncated\":\"maybe\"");
  private static final List<String> DIFFICULT =
      List.of("", "\"difficult\":false", "\"difficult\":true", "\"difficult\":0");

  private static List<String> attributes() {
    List<String> all = new ArrayList<>();
    for (String pose : POSES) {
      for (String truncated : TRUNCATED) {
        for (String difficult : DIFFICULT) {
          all.add(
              Stream.of(pose, truncated, difficult)
                  .filter(field -> !field.isEmpty())
                  .collect(Collectors.joining(",", "{", "}")));
        }
      }
    }
    return all;
  }

  @Test
  void attributesReadBackAsTheyWere() throws IOException {
    List<WrittenAnnotation> objects = new ArrayList<>();
    for (String attributes : attributes()) {
      var box = new Box(objects.size(), 1, 2, 3);
      objects.add(new WrittenAnnotation(0, new Bbox(box), box, attributes, null, false, null));
    }
    var set =
        new MemorySet(
            List.of(ImportedClass.named("cat")),
            List.of(new AnnotatedSample("JPEGImages/a.jpg", "train", 200, 100, objects)));
    var files = new MemoryFiles();
    var writer = new VocWriter();

    writer.write(set, files, WriteOptions.DEFAULT);

    String xml = files.text("Annotations/a.xml");
    for (String element : List.of("<pose>", "<truncated>", "<difficult>")) {
      assertThat(xml.split(element, -1)).hasSize(objects.size() + 1);
    }
    Imported read = Imported.read(new VocFormat(), files, set.index(writer));
    assertThat(Told.lines(MemorySet.of(read))).isEqualTo(Told.lines(set));
  }

  @Test
  void filesOfOthersSayWhatTheySay() throws IOException {
    String xml =
        """
        <annotation><source><database>Unknown</database></source><object><name>cat</name>
        <pose>Unspecified</pose><truncated>0</truncated><difficult>0</difficult><bndbox>
        <xmin>1</xmin><ymin>1</ymin><xmax>3</xmax><ymax>3</ymax></bndbox></object></annotation>
        """;

    Imported read =
        Imported.read(
            new VocFormat(),
            new MemoryFiles().with("Annotations/a.xml", xml),
            Imported.samples(9, 9, "JPEGImages/a.jpg"));

    assertThat(read.annotations().getFirst().attributes())
        .isEqualTo("{\"pose\":\"Unspecified\",\"truncated\":false,\"difficult\":false}");
  }
}
