package io.granary.formats.voc;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.SampleIndex;
import java.io.IOException;
import org.junit.jupiter.api.Test;

final class VocReadingTest {
  private static final String BOX =
      "<bndbox><xmin>1.5</xmin><ymin>2.25</ymin><xmax>4.75</xmax><ymax>6</ymax></bndbox>";

  private static String xml(String filename, String... objects) {
    return "<annotation><filename>%s</filename>%s</annotation>"
        .formatted(filename, String.join("", objects));
  }

  private static String object(String name, String inner) {
    return "<object><name>%s</name>%s</object>".formatted(name, inner);
  }

  private static Imported read(MemoryFiles files, String... samples) throws IOException {
    return Imported.read(new VocFormat(), files, Imported.samples(640, 480, samples));
  }

  @Test
  void cornersAreTakenAsTheyAreAndTheRestIsAttributes() throws IOException {
    String inner =
        """
        <pose>Left</pose><truncated>1</truncated><difficult>0</difficult>
        <attributes><attribute><name>age</name><value>7.5</value></attribute>
          <attribute><name>code</name><value>0003</value></attribute></attributes>
        <source><tool>x</tool><tool>y</tool></source><score>0.75</score>
        """;
    Imported imported =
        read(
            new MemoryFiles().with("Annotations/a.xml", xml("a.jpg", object("cat", inner + BOX))),
            "JPEGImages/a.jpg");

    assertThat(imported.lines())
        .containsExactly(
            "JPEGImages/a.jpg cat bbox {\"x\":1.5,\"y\":2.25,\"width\":3.25,\"height\":3.75}");
    assertThat(imported.annotations().getFirst().attributes())
        .isEqualTo(
            """
            {"pose":"Left","truncated":true,"difficult":false,"age":7.5,"code":"0003",\
            "source":{"tool":["x","y"]}}\
            """);
    assertThat(imported.annotations().getFirst().score()).isEqualTo(0.75);
    assertThat(imported.issues()).isEmpty();
  }

  @Test
  void outlinesAndBoxesAtAnAngleAreRead() throws IOException {
    String polygon =
        "<polygon><x1>1</x1><y1>1</y1><x2>9</x2><y2>1</y2><x3>9</x3><y3>8</y3></polygon>";
    String rotated =
        "<robndbox><cx>10</cx><cy>20</cy><w>4</w><h>2</h><angle>1.5707963267948966</angle></robndbox>";
    String broken = "<polygon><x1>1</x1><y1>1</y1></polygon>";
    Imported imported =
        read(
            new MemoryFiles()
                .with(
                    "a.xml",
                    xml(
                        "a.jpg",
                        object("p", polygon),
                        object("r", rotated),
                        object("b", broken + BOX))),
            "a.jpg");

    assertThat(imported.lines().getFirst())
        .isEqualTo("a.jpg p polygon {\"parts\":[[1,1,9,1,9,8]]}");
    assertThat(imported.annotations().get(1).box().x()).isEqualTo(9);
    assertThat(imported.annotations().get(1).box().height()).isEqualTo(4);
    assertThat(imported.lines().get(2)).startsWith("a.jpg b bbox");
    assertThat(imported.count(IssueCode.SEGMENTATION_INVALID)).isEqualTo(1);
  }

  @Test
  void everyObjectIsImportedOrSkippedWithItsReason() throws IOException {
    String noNumber = BOX.replace("4.75", "wide");
    String endless = BOX.replace("4.75", "1e999999999");
    Imported imported =
        read(
            new MemoryFiles()
                .with(
                    "a.xml",
                    xml(
                        "a.jpg",
                        object("cat", BOX),
                        object("cat", ""),
                        object("cat", noNumber),
                        object("cat", endless),
                        object("", BOX),
                        object("cat", BOX.replace("4.75", "1.5")))),
            "a.jpg");

    assertThat(imported.target().imported()).isEqualTo(1);
    assertThat(imported.target().skipped()).isEqualTo(5);
    assertThat(imported.count(IssueCode.GEOMETRY_MISSING)).isEqualTo(1);
    assertThat(imported.count(IssueCode.NOT_A_NUMBER)).isEqualTo(2);
    assertThat(imported.count(IssueCode.UNKNOWN_CLASS)).isEqualTo(1);
    assertThat(imported.count(IssueCode.BOX_WITHOUT_AREA)).isEqualTo(1);
  }

  @Test
  void imagesAreFoundByFolderNameAndStem() throws IOException {
    MemoryFiles files =
        new MemoryFiles()
            .with("Annotations/x/1.xml", xml("1.jpg", object("x", BOX)))
            .with("Annotations/y/1.xml", xml("1.jpg", object("y", BOX)))
            .with("Annotations/2.xml", xml("renamed.jpg", object("z", BOX)));
    Imported imported = read(files, "JPEGImages/x/1.jpg", "JPEGImages/y/1.jpg", "JPEGImages/2.png");

    assertThat(imported.lines())
        .extracting(line -> line.substring(0, line.indexOf(" bbox")))
        .containsExactly("JPEGImages/2.png z", "JPEGImages/x/1.jpg x", "JPEGImages/y/1.jpg y");

    Imported roboflow =
        read(
            new MemoryFiles()
                .with("train/1.xml", xml("1.jpg", object("a", BOX)))
                .with("valid/1.xml", xml("1.jpg", object("b", BOX))),
            "train/1.jpg",
            "valid/1.jpg");
    assertThat(roboflow.lines())
        .extracting(line -> line.substring(0, line.indexOf(" bbox")))
        .containsExactly("train/1.jpg a", "valid/1.jpg b");
  }

  @Test
  void oneDamagedFileLeavesTheOthers() throws IOException {
    Imported imported =
        read(
            new MemoryFiles()
                .with("a.xml", xml("a.jpg", object("cat", BOX)))
                .with("b.xml", xml("b.jpg", object("cat", BOX)).substring(0, 150))
                .with("c.xml", "<project/>")
                .with("d.xml", "<!DOCTYPE annotation><annotation/>"),
            "a.jpg",
            "b.jpg");

    assertThat(imported.target().imported()).isEqualTo(1);
    assertThat(imported.count(IssueCode.ANNOTATION_FILE_UNREADABLE)).isEqualTo(2);
    assertThat(imported.count(IssueCode.ANNOTATION_FORMAT_UNKNOWN)).isEqualTo(1);
    assertThat(imported.target().files()).hasSize(4);
  }

  @Test
  void theDeclaredSizeTurnsWhatWasMadeOnTheStoredPicture() throws IOException {
    var samples = new SampleIndex();
    samples.add("a.jpg", 480, 640, 6);
    String size = "<size><width>640</width><height>480</height></size>";
    Imported imported =
        Imported.read(
            new VocFormat(),
            new MemoryFiles().with("a.xml", xml("a.jpg", size, object("cat", BOX))),
            samples);

    assertThat(imported.count(IssueCode.COORDINATES_TURNED)).isEqualTo(1);
    assertThat(imported.lines())
        .containsExactly("a.jpg cat bbox {\"x\":474,\"y\":1.5,\"width\":3.75,\"height\":3.25}");
  }
}
