package io.granary.formats.cvat;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.ImportedClass.Edge;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.geometry.Mask;
import java.io.IOException;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class CvatReadingTest {
  private static final String META =
      """
      <annotations><version>1.1</version><meta><job><id>1</id><labels>
        <label><name>cat</name><color>#C06060</color></label>
        <label><name>body</name><type>skeleton</type><svg>&lt;line data-type="edge"
          data-node-from="2" data-node-to="1"&gt;&lt;/line&gt;&lt;circle data-node-id="1"
          data-label-name="head"&gt;&lt;/circle&gt;&lt;circle data-node-id="2"
          data-label-name="foot"&gt;&lt;/circle&gt;</svg></label>
        <label><name>head</name><type>points</type><parent>body</parent></label>
        <label><name>foot</name><type>points</type><parent>body</parent></label>
      </labels></job></meta>
      """;

  private static Imported read(String shapes) throws IOException {
    return readFile(
        META
            + "<image id='0' name='a.jpg' width='6' height='5'>"
            + shapes
            + "</image></annotations>");
  }

  private static Imported readFile(String text) throws IOException {
    return Imported.read(
        new CvatFormat(),
        new MemoryFiles().with("annotations.xml", text),
        Imported.samples(6, 5, "images/a.jpg"));
  }

  @Test
  void boxesMayBeAtAnAngle() throws IOException {
    Imported imported =
        read(
            "<box label='cat' xtl='0.1' ytl='1' xbr='0.3' ybr='3' rotation='0.0'/>"
                + "<box label='cat' xtl='1' ytl='2' xbr='5' ybr='4' rotation='90'/>");

    assertThat(imported.lines().getFirst())
        .isEqualTo("images/a.jpg cat bbox {\"x\":0.1,\"y\":1,\"width\":0.2,\"height\":2}");
    assertThat(imported.annotations().get(1).type()).isEqualTo(AnnotationType.ROTATED_BBOX);
    Box around = imported.geometry(1).box().orElseThrow();
    assertThat(around.x()).isCloseTo(2, Offset.offset(1e-9));
    assertThat(around.height()).isCloseTo(4, Offset.offset(1e-9));
  }

  @Test
  void ellipsesAreCirclesOrSixtyFourPoints() throws IOException {
    Imported imported =
        read(
            "<ellipse label='cat' cx='3' cy='2' rx='1.5' ry='1.5'/>"
                + "<ellipse label='cat' cx='3' cy='2' rx='2' ry='1' z_order='4'/>");

    assertThat(imported.lines().getFirst())
        .isEqualTo("images/a.jpg cat circle {\"center\":[3,2],\"radius\":1.5}");
    assertThat(imported.lines().get(1)).contains(" polygon {\"parts\":[[5,2,");
    assertThat(imported.annotations().get(1).attributes())
        .startsWith("{\"shape\":\"ellipse\",\"cx\":3,")
        .contains("\"z_order\":4");
  }

  @Test
  void masksAreTurnedFromRowsToColumns() throws IOException {
    // Rows of 3: .##, #.. with its corner at 2, 1.
    Imported imported =
        read(
            "<mask label='cat' rle='1, 3, 2' left='2' top='1' width='3' height='2'/>"
                + "<mask label='cat' rle='1, 3' left='2' top='1' width='3' height='2'/>"
                + "<mask label='cat' rle='0, 6' left='4' top='1' width='3' height='2'/>");

    Mask mask = (Mask) imported.geometry(0);
    for (int x = 0; x < 6; x++) {
      for (int y = 0; y < 5; y++) {
        boolean isSet = y == 1 && (x == 3 || x == 4) || y == 2 && x == 2;
        assertThat(mask.rle().bitmap().get(x, y)).isEqualTo(isSet);
      }
    }
    assertThat(imported.target().skipped()).isEqualTo(2);
    assertThat(imported.count(IssueCode.GEOMETRY_MISSING)).isEqualTo(2);
  }

  @Test
  void skeletonsHaveTheirPointsInOrder() throws IOException {
    Imported imported =
        read(
            "<skeleton label='body'><points label='foot' points='1,2' occluded='1'>"
                + "<attribute name='shoe'>red</attribute></points>"
                + "<points label='head' points='3,4' outside='0'/></skeleton>"
                + "<skeleton label='body'><points label='foot' points='1,2' outside='1'/>"
                + "<points label='head' points='3,4'/></skeleton>");

    assertThat(imported.lines())
        .containsExactly(
            "images/a.jpg body keypoints {\"points\":[[3,4,2],[1,2,1]]}",
            "images/a.jpg body keypoints {\"points\":[[3,4,2],[0,0,0]]}");
    assertThat(imported.annotations().getFirst().attributes()).isEqualTo("{\"foot.shoe\":\"red\"}");
    assertThat(imported.classNames()).containsExactly("cat", "body");
    ImportedClass body = imported.target().classes().get(1);
    assertThat(body.keypoints()).containsExactly("head", "foot");
    assertThat(body.skeleton()).containsExactly(new Edge(1, 0));
    assertThat(imported.target().classes().getFirst().color()).isEqualTo("#C06060");
  }

  @Test
  void tagsScoresAndUnknownShapes() throws IOException {
    Imported imported =
        read(
            "<tag label='cat' source='manual' score='0.5'/><cuboid label='cat' xtl1='1'/>"
                + "<tag label='dog'/><polygon label='cat' points='1,2;3,x;4,4'/>");

    assertThat(imported.lines()).containsExactly("images/a.jpg cat class {}");
    assertThat(imported.annotations().getFirst().score()).isEqualTo(0.5);
    assertThat(imported.target().skipped()).isEqualTo(3);
    assertThat(imported.count(IssueCode.UNKNOWN_CLASS)).isEqualTo(1);
    assertThat(imported.count(IssueCode.GEOMETRY_MISSING)).isEqualTo(1);
    assertThat(imported.count(IssueCode.NOT_A_NUMBER)).isEqualTo(1);
  }

  @Test
  void aFileThatIsDamagedAnywhereImportsNothing() throws IOException {
    String image = "<image name='a.jpg'><tag label='cat'/></image>";
    Imported cut = readFile(META + image + "<image name='b.jpg'><tag lab");

    assertThat(cut.target().imported()).isZero();
    assertThat(cut.classNames()).isEmpty();
    assertThat(cut.count(IssueCode.ANNOTATION_FILE_UNREADABLE)).isEqualTo(1);
    assertThat(readFile(META + image + "</annotations>").target().imported()).isEqualTo(1);
  }

  @Test
  void videosAreToldAndNotRead() throws IOException {
    Imported video =
        readFile(META + "<track id='0' label='cat'><box frame='0'/></track></annotations>");

    assertThat(video.count(IssueCode.ANNOTATION_FORMAT_UNKNOWN)).isEqualTo(1);
    assertThat(video.target().files().getFirst().problem()).contains("video");
  }

  @Test
  void withoutLabelsEveryLabelIsAClass() throws IOException {
    Imported imported =
        readFile(
            "<annotations><image name='a.jpg' subset='default'><tag"
                + " label='x'/></image></annotations>");

    assertThat(imported.classNames()).containsExactly("x");
    assertThat(imported.target().splits().of(0)).isEmpty();
  }
}
