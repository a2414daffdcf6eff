package io.granary.formats.dice;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.SampleIndex;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Files as the labeler exports them. */
final class DiceNestedTest {
  private static Imported read(String json, String... images) throws IOException {
    SampleIndex samples = Imported.samples(64, 48, images);
    return Imported.read(
        new DiceFormat(),
        new MemoryFiles().with("annotations.json", json.replace('\'', '"')),
        samples);
  }

  private static String set(String task, String annotations) {
    return """
        {'format_version': '1.0', 'dataset_id': 'ds_1', 'dataset_name': 'A', 'task_type': '%s',
         'classes': [{'id': 0, 'name': '裂缝', 'color': '#ff0000', 'supercategory': 'object'},
                     {'id': 1, 'name': 'hole'}],
         'images': [{'id': 1, 'file_name': 'images/a.png', 'file_format': 'png', 'width': 64,
                     'height': 48, 'depth': 3, 'split': 'val', 'annotations': [%s],
                     'metadata': {'labeled_by': null, 'source': 'platform_labeler_v1.0'}}],
         'statistics': {'total_images': 1}}
        """
        .formatted(task, annotations);
  }

  private static Imported one(String task, String annotations) throws IOException {
    return read(set(task, annotations), "images/a.png");
  }

  @Test
  void everyKindOfGeometryIsRead() throws IOException {
    Imported read =
        one(
            "object_detection",
            """
            {'id': 7, 'image_id': 1, 'class_id': 0, 'class_name': '裂缝', 'bbox': [1, 2, 3.5, 4],
             'bbox_format': 'xywh', 'area': 14.0, 'iscrowd': 0, 'attributes': {'hard': true}},
            {'id': 8, 'class_id': 1, 'class_name': 'hole', 'segmentation': [[1, 1, 9, 1, 9, 9.25]],
             'bbox': [1, 1, 8, 8.25], 'bbox_format': 'xywh'},
            {'id': 9, 'class_id': 1, 'polyline': [1, 5, 9, 5], 'bbox': [1, 5, 8, 0]},
            {'id': 10, 'class_id': 1, 'circle': {'center': [20, 20], 'radius': 5},
             'bbox': [15, 15, 10, 10], 'score': 0.5, 'reviewer': 'x'},
            {'id': 11, 'class_id': 1, 'keypoints': [3, 4, 2, 0, 0, 0], 'num_keypoints': 1,
             'bbox': [1, 1, 5, 5], 'iscrowd': 1},
            {'id': 12, 'class_id': 0, 'bbox': [2, 2, 6, 6], 'type': 'rotated_bbox',
             'geometry': {'points': [[2, 4], [4, 2], [8, 6], [6, 8]]}}
            """);

    assertThat(read.lines())
        .containsExactly(
            "images/a.png 裂缝 bbox {\"x\":1,\"y\":2,\"width\":3.5,\"height\":4}",
            "images/a.png hole polygon {\"parts\":[[1,1,9,1,9,9.25]]}",
            "images/a.png hole polyline {\"points\":[[1,5],[9,5]]}",
            "images/a.png hole circle {\"center\":[20,20],\"radius\":5}",
            "images/a.png hole keypoints {\"points\":[[3,4,2],[0,0,0]]}",
            "images/a.png 裂缝 rotated_bbox {\"points\":[[2,4],[4,2],[8,6],[6,8]]}");
    assertThat(read.annotations().getFirst().attributes()).isEqualTo("{\"hard\":true}");
    assertThat(read.annotations().get(3).attributes()).isEqualTo("{\"reviewer\":\"x\"}");
    assertThat(read.annotations().get(3).score()).isEqualTo(0.5);
    assertThat(read.annotations().get(4).isCrowd()).isTrue();
    assertThat(read.annotations().getFirst().sourceId()).isEqualTo("7");
    assertThat(read.target().classes().getFirst().color()).isEqualTo("#ff0000");
    assertThat(read.target().splits().of(0)).contains("val");
    assertThat(read.issues()).isEmpty();
  }

  @Test
  void backgroundIsCountedAndNoClass() throws IOException {
    Imported read =
        one(
            "object_detection",
            """
            {'id': 1, 'class_id': -1, 'class_name': '__background__', 'is_background': true},
            {'id': 2, 'class_id': -1}, {'id': 3, 'class_name': '__background__'},
            {'id': 4, 'is_background': true}, {'id': 5, 'class_id': 0, 'bbox': [1, 1, 2, 2]}
            """);

    assertThat(read.target().imported()).isEqualTo(1);
    assertThat(read.target().skipped()).isEqualTo(4);
    assertThat(read.count(IssueCode.BACKGROUND_ENTRY)).isEqualTo(4);
    assertThat(read.issues()).hasSize(1);
    assertThat(read.classNames()).containsExactly("裂缝", "hole");
  }

  @Test
  void classesOfImagesHaveNoGeometry() throws IOException {
    String entries = "{'id': 1, 'class_id': 1}, {'id': 2, 'class_id': 0, 'type': 'classification'}";

    assertThat(one("classification", entries).lines())
        .containsExactly("images/a.png hole class {}", "images/a.png 裂缝 class {}");
    Imported detection = one("object_detection", entries);
    assertThat(detection.lines()).containsExactly("images/a.png 裂缝 class {}");
    assertThat(detection.count(IssueCode.GEOMETRY_MISSING)).isEqualTo(1);
    assertThat(one("", entries).target().imported()).isEqualTo(2);
  }

  @Test
  void boxesMayBeGivenByTheirCorners() throws IOException {
    Imported read =
        one(
            "object_detection",
            """
            {'class_id': 0, 'bbox': [1, 2, 11, 22], 'bbox_format': 'xyxy'},
            {'class_id': 0, 'bbox': [1, 2, 11, 22], 'bbox_format': 'unheard-of'},
            {'class_id': 0, 'bbox': [1, 2, null, 22]}, {'class_id': 0, 'bbox': [1, 2, 0, 5]},
            {'class_id': 0, 'bbox': []}
            """);

    assertThat(read.lines())
        .containsExactly("images/a.png 裂缝 bbox {\"x\":1,\"y\":2,\"width\":10,\"height\":20}");
    assertThat(read.target().skipped()).isEqualTo(4);
    assertThat(read.count(IssueCode.GEOMETRY_MISSING)).isEqualTo(2);
    assertThat(read.count(IssueCode.NOT_A_NUMBER)).isEqualTo(1);
    assertThat(read.count(IssueCode.BOX_WITHOUT_AREA)).isEqualTo(1);
  }

  @Test
  void anotherOutlineIsKeptAsAttribute() throws IOException {
    Imported read =
        one(
            "keypoint_detection",
            """
            {'class_id': 0, 'bbox': [1, 1, 9, 9], 'keypoints': [3, 4, 2],
             'segmentation': [[1, 1, 9, 1, 9, 9]]},
            {'class_id': 0, 'bbox': [1, 1, 8, 8], 'type': 'star', 'geometry': {'rays': 5}}
            """);

    assertThat(read.annotations().getFirst().attributes())
        .isEqualTo("{\"segmentation\":{\"parts\":[[1,1,9,1,9,9]]}}");
    assertThat(read.annotations().getLast().attributes())
        .isEqualTo("{\"type\":\"star\",\"geometry\":{\"rays\":5}}");
    assertThat(read.count(IssueCode.SEGMENTATION_INVALID)).isEqualTo(1);
    assertThat(read.target().imported()).isEqualTo(2);
  }

  @Test
  void idsMayBeHugeOrTexts() throws IOException {
    Imported read =
        read(
            """
            {'classes': [{'id': 74673216000, 'name': 'huge'}, {'id': 'k-1', 'name': 'text'},
                         {'id': 0, 'name': 'zero'}, {'id': 5.0, 'name': 'five'}],
             'images': [{'annotations': [
                {'id': 'u-1', 'class_id': 74673216000, 'bbox': [1, 1, 2, 2]},
                {'id': 99999999999999999999, 'class_id': 'k-1', 'bbox': [1, 1, 3, 2]},
                {'id': 0, 'class_id': 0, 'bbox': [1, 1, 4, 2]},
                {'class_id': '5', 'bbox': [1, 1, 5, 2]}, {'class_id': 6, 'bbox': [1, 1, 6, 2]}],
               'file_name': 'a.png'}]}
            """,
            "a.png");

    assertThat(read.annotations()).hasSize(4);
    assertThat(read.annotations().stream().map(a -> a.labelClass())).containsExactly(0, 1, 2, 3);
    assertThat(read.annotations().get(1).sourceId()).isEqualTo("99999999999999999999");
    assertThat(read.count(IssueCode.UNKNOWN_CLASS)).isEqualTo(1);
  }

  @Test
  void aNameIsBelievedBeforeANumber() throws IOException {
    Imported read =
        one(
            "object_detection",
            """
            {'class_id': 0, 'class_name': 'hole', 'bbox': [1, 1, 2, 2]},
            {'class_id': 0, 'class_name': 'deleted since', 'bbox': [1, 1, 3, 2]},
            {'class_name': 'hole', 'bbox': [1, 1, 4, 2]}
            """);

    assertThat(read.annotations().stream().map(a -> a.labelClass())).containsExactly(1, 1);
    assertThat(read.count(IssueCode.FORMAT_AMBIGUOUS)).isEqualTo(1);
    assertThat(read.count(IssueCode.UNKNOWN_CLASS)).isEqualTo(1);
  }

  @Test
  void withoutAListOfClassesTheAnnotationsNameThem() throws IOException {
    Imported read =
        read(
            """
            {'classes': [], 'images': [{'id': 1, 'file_name': 'a.png', 'annotations': [
              {'id': 1, 'class_id': 0, 'class_name': 'cat', 'bbox': [1, 1, 2, 2]},
              {'id': 2, 'class_id': 0, 'class_name': 'dog', 'bbox': [1, 1, 2, 2]}]}]}
            """,
            "a.png");

    assertThat(read.classNames()).containsExactly("cat", "dog");
    assertThat(read.annotations()).hasSize(2);
  }
}
