package io.granary.formats.labelme;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.SampleIndex;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Files as LabelMe saves them. */
final class LabelmeFormatTest {
  private static Imported read(String file, String json, SampleIndex samples) throws IOException {
    return Imported.read(
        new LabelmeFormat(), new MemoryFiles().with(file, json.replace('\'', '"')), samples);
  }

  private static Imported shapes(String shapes) throws IOException {
    return read(
        "a.json",
        """
        {'version': '5.5.0', 'flags': {'outdoor': true, 'night': false}, 'shapes': [%s],
         'imagePath': 'a.jpg', 'imageData': null, 'imageHeight': 48, 'imageWidth': 64}
        """
            .formatted(shapes),
        Imported.samples(64, 48, "a.jpg"));
  }

  @Test
  void everyTypeOfShapeIsRead() throws IOException {
    Imported read =
        shapes(
            """
            {'label': 'кот', 'points': [[1, 1], [9, 1.5], [9, 9]], 'group_id': null,
             'description': '', 'shape_type': 'polygon', 'flags': {}, 'mask': null},
            {'label': 'b', 'points': [[9, 8], [1, 2]], 'shape_type': 'rectangle'},
            {'label': 'b', 'points': [[1, 2], [7, 2], [7, 8], [1, 8]], 'shape_type': 'rectangle'},
            {'label': 'b', 'points': [[10, 10], [13, 14]], 'shape_type': 'circle'},
            {'label': 'b', 'points': [[1, 1], [2, 2]], 'shape_type': 'line'},
            {'label': 'b', 'points': [[1, 1], [2, 2], [3, 1]], 'shape_type': 'linestrip'},
            {'label': 'b', 'points': [[1, 1]], 'shape_type': 'point'},
            {'label': 'b', 'points': [[1, 1], [3, 4]], 'shape_type': 'points'},
            {'label': 'b', 'points': [[2, 4], [4, 2], [8, 6], [6, 8]],
             'shape_type': 'oriented_rectangle'},
            {'label': 'no type', 'points': [[1, 1], [9, 1], [9, 9]]}
            """);

    assertThat(read.lines())
        .containsExactly(
            "a.jpg outdoor class {}",
            "a.jpg кот polygon {\"parts\":[[1,1,9,1.5,9,9]]}",
            "a.jpg b bbox {\"x\":1,\"y\":2,\"width\":8,\"height\":6}",
            "a.jpg b bbox {\"x\":1,\"y\":2,\"width\":6,\"height\":6}",
            "a.jpg b circle {\"center\":[10,10],\"radius\":5}",
            "a.jpg b polyline {\"points\":[[1,1],[2,2]]}",
            "a.jpg b polyline {\"points\":[[1,1],[2,2],[3,1]]}",
            "a.jpg b keypoints {\"points\":[[1,1,2]]}",
            "a.jpg b keypoints {\"points\":[[1,1,2],[3,4,2]]}",
            "a.jpg b rotated_bbox {\"points\":[[2,4],[4,2],[8,6],[6,8]]}",
            "a.jpg no type polygon {\"parts\":[[1,1,9,1,9,9]]}");
    assertThat(read.issues()).isEmpty();
    assertThat(read.target().repaired()).isZero();
  }

  @Test
  void whatElseIsSaidIsKept() throws IOException {
    Imported read =
        shapes(
            """
            {'label': 'b', 'points': [[9, 8], [1, 2]], 'shape_type': 'rectangle', 'group_id': 4,
             'description': 'd', 'flags': {'cut': true}, 'attributes': {'age': 3},
             'difficult': false, 'score': 0.25}
            """);

    assertThat(read.annotations().getLast().attributes())
        .isEqualTo(
            "{\"description\":\"d\",\"flags\":{\"cut\":true},\"age\":3,\"difficult\":false,\"group_id\":4}");
    assertThat(read.annotations().getLast().score()).isEqualTo(0.25);
  }

  @Test
  void shapesThatMakeNoSenseAreSkipped() throws IOException {
    Imported read =
        shapes(
            """
            {'label': 'b', 'points': [[1, 1], [2, 2]]},
            {'label': 'b', 'points': [[1, 1], [2]], 'shape_type': 'line'},
            {'label': 'b', 'points': [], 'shape_type': 'rectangle'}, {'label': 'b'},
            {'label': 'b', 'points': [[1, 1], [2, 2]], 'shape_type': 'spiral'},
            {'points': [[9, 8], [1, 2]], 'shape_type': 'rectangle'}, null,
            {'label': 'b', 'points': [[1, 1], ['x', 2]], 'shape_type': 'rectangle'},
            {'label': 'b', 'points': [[5, 5], [5, 5]], 'shape_type': 'circle'}
            """);

    assertThat(read.target().imported()).isEqualTo(1);
    assertThat(read.target().skipped()).isEqualTo(9);
    assertThat(read.count(IssueCode.GEOMETRY_MISSING)).isEqualTo(5);
    assertThat(read.count(IssueCode.UNKNOWN_CLASS)).isEqualTo(2);
    assertThat(read.count(IssueCode.NOT_A_NUMBER)).isEqualTo(1);
    assertThat(read.count(IssueCode.BOX_WITHOUT_AREA)).isEqualTo(1);
  }

  @Test
  void theImageIsFoundByItsPathOrTheNameOfTheFile() throws IOException {
    String json = "{'imagePath': '%s', 'shapes': [], 'flags': {'x': true}}";
    SampleIndex samples =
        Imported.samples(64, 48, "a/1.jpg", "b/1.jpg", "images/1.jpg", "labels/2.png");

    assertThat(read("labels/1.json", json.formatted("../b/1.jpg"), samples).lines())
        .containsExactly("b/1.jpg x class {}");
    assertThat(read("labels/1.json", json.formatted("..\\\\a\\\\1.jpg"), samples).lines())
        .containsExactly("a/1.jpg x class {}");
    assertThat(read("annotations/1.json", json.formatted("1.jpg"), samples).lines())
        .containsExactly("images/1.jpg x class {}");
    assertThat(read("labels/2.json", json.formatted("C:\\\\me\\\\lost.png"), samples).lines())
        .containsExactly("labels/2.png x class {}");
    assertThat(read("b/1.jpg.json", json.formatted(""), samples).lines())
        .containsExactly("b/1.jpg x class {}");
    Imported missing = read("labels/7.json", json.formatted("7.jpg"), samples);
    assertThat(missing.count(IssueCode.IMAGE_FILE_MISSING)).isEqualTo(1);
    assertThat(missing.count(IssueCode.UNKNOWN_IMAGE)).isEqualTo(1);
  }

  @Test
  void onlyPartsThatAreMarkedAreOneObject() throws IOException {
    String part = "{'label':'b','points':[[%d,1],[9,1],[9,9]],'group_id':1%s}";
    Imported read =
        shapes(
            String.join(
                ",",
                part.formatted(1, ",'part':[0,2]"),
                part.formatted(2, ",'part':[1,2]"),
                part.formatted(3, ""),
                part.formatted(4, ""),
                part.formatted(5, ",'part':[1,2]")));

    assertThat(read.lines().subList(1, 5))
        .containsExactly(
            "a.jpg b polygon {\"parts\":[[1,1,9,1,9,9],[2,1,9,1,9,9]]}",
            "a.jpg b polygon {\"parts\":[[3,1,9,1,9,9]]}",
            "a.jpg b polygon {\"parts\":[[4,1,9,1,9,9]]}",
            "a.jpg b polygon {\"parts\":[[5,1,9,1,9,9]]}");
    assertThat(read.annotations().get(1).attributes()).isEqualTo("{}");
    assertThat(read.annotations().get(2).attributes()).isEqualTo("{\"group_id\":1}");
  }

  @Test
  void picturesAreOfAnySizeAndTheRestIsNot() throws IOException {
    String json =
        "{'imagePath':'a.jpg','imageData':'%s','shapes':[{'label':'%s'}],'flags':{'x':true}}";
    SampleIndex samples = Imported.samples(64, 48, "a.jpg");
    String much = "A".repeat(LabelmeFile.MOST_CHARACTERS + 10);

    assertThat(read("a.json", json.formatted(much, "b"), samples).target().imported()).isEqualTo(1);
    Imported refused = read("a.json", json.formatted("", much), samples);
    assertThat(refused.target().imported()).isZero();
    assertThat(refused.count(IssueCode.ANNOTATION_FILE_UNREADABLE)).isEqualTo(1);
  }

  @Test
  void aDamagedFileLeavesTheOthersAsTheyAre() throws IOException {
    String good = "{\"imagePath\":\"%s.jpg\",\"shapes\":[],\"flags\":{\"x\":true}}";
    var files =
        new MemoryFiles()
            .with("a.json", good.formatted("a"))
            .with("b.json", good.formatted("b") + "}")
            .with("c.json", "{\"some\":\"other\"}")
            .with("d.json", good.formatted("d"))
            .with("e.json", new byte[] {'{', '"', (byte) 0xFF});

    Imported read =
        Imported.read(
            new LabelmeFormat(), files, Imported.samples(9, 9, "a.jpg", "b.jpg", "d.jpg"));

    assertThat(read.annotations()).hasSize(2);
    assertThat(read.count(IssueCode.ANNOTATION_FILE_UNREADABLE)).isEqualTo(2);
    assertThat(read.count(IssueCode.ANNOTATION_FORMAT_UNKNOWN)).isEqualTo(1);
  }
}
