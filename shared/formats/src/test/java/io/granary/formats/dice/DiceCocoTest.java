package io.granary.formats.dice;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.SampleIndex;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Files as specification 1.0.0 has them. */
final class DiceCocoTest {
  private static Imported read(String file, String json, String... images) throws IOException {
    SampleIndex samples = Imported.samples(64, 48, images);
    return Imported.read(
        new DiceFormat(), new MemoryFiles().with(file, json.replace('\'', '"')), samples);
  }

  private static final String NEGATIVES =
      """
      {'categories': [{'id': 0, 'name': '__background__'}, {'id': 3, 'name': 'defect'}],
       'images': [{'id': 1, 'file_name': 'wood/000.png', 'width': 64, 'height': 48},
                  {'id': 42, 'file_name': 'good/000.png', 'width': 64, 'height': 48},
                  {'id': 43, 'file_name': 'good/001.png', 'width': 64, 'height': 48}],
       'annotations': [{'id': 100, 'image_id': 42, 'category_id': 0},
                       {'id': 101, 'image_id': 1, 'category_id': 3, 'bbox': [1, 1, 5, 5]},
                       {'id': 102, 'image_id': 1, 'category_id': 3},
                       {'id': 103, 'image_id': 9, 'category_id': 0}],
       'storage_info': {'storage_type': 's3', 'image_root': 'datasets/ds_1/images/'}}
      """;

  @Test
  void negativeImagesHaveNoAnnotation() throws IOException {
    Imported read =
        read(
            "annotations_detection.json",
            NEGATIVES,
            "wood/000.png",
            "good/000.png",
            "good/001.png");

    assertThat(read.lines())
        .containsExactly("wood/000.png defect bbox {\"x\":1,\"y\":1,\"width\":5,\"height\":5}");
    assertThat(read.classNames()).containsExactly("defect");
    assertThat(read.target().skipped()).isEqualTo(3);
    assertThat(read.count(IssueCode.BACKGROUND_ENTRY)).isEqualTo(1);
    assertThat(read.count(IssueCode.GEOMETRY_MISSING)).isEqualTo(1);
    assertThat(read.count(IssueCode.UNKNOWN_IMAGE)).isEqualTo(1);
    assertThat(read.issues()).hasSize(3);
  }

  @Test
  void theRootOfTheObjectStoreFindsWhatTheNameAloneDoesNot() throws IOException {
    String json =
        """
        {'categories': [{'id': 1, 'name': 'x'}],
         'images': [{'id': 1, 'file_name': '000.png'}],
         'annotations': [{'id': 1, 'image_id': 1, 'category_id': 1, 'bbox': [1, 1, 5, 5]}],
         'storage_info': {'image_root': '%s'}}
        """;

    assertThat(
            read(
                    "annotations.json",
                    json.formatted("datasets/ds_1/wood"),
                    "tile/000.png",
                    "wood/000.png")
                .lines())
        .allMatch(line -> line.startsWith("wood/000.png x bbox"))
        .hasSize(1);
    Imported neither =
        read("annotations.json", json.formatted("other/"), "tile/000.png", "wood/000.png");
    assertThat(neither.count(IssueCode.UNKNOWN_IMAGE)).isEqualTo(1);
    assertThat(neither.count(IssueCode.IMAGE_FILE_MISSING)).isEqualTo(1);
  }

  @Test
  void classesOfImagesAreNamedByTheFile() throws IOException {
    String json =
        """
        {'categories': [{'id': 0, 'name': 'dog'}, {'id': 1, 'name': 'chat'}],
         'images': [{'id': 1, 'file_name': 'a.png'}, {'id': 2, 'file_name': 'b.png'}],
         'annotations': [{'id': 1, 'image_id': 1, 'category_id': 0},
                         {'id': 2, 'image_id': 2, 'category_id': 1}]}
        """;

    assertThat(read("annotations_classification.json", json, "a.png", "b.png").lines())
        .containsExactly("a.png dog class {}", "b.png chat class {}");
  }

  @Test
  void filesOfSeveralTasksHaveOneAnnotation() throws IOException {
    String json =
        """
        {'categories': [{'id': 1, 'name': 'x'}], 'storage_info': {'image_root': ''},
         'images': [{'id': 1, 'file_name': 'a.png'}],
         'annotations': [{'id': 1, 'image_id': 1, 'category_id': 1, 'bbox': [1, 1, 5, 5]%s}]}
        """
            .replace('\'', '"');
    var files =
        new MemoryFiles()
            .with("annotations_detection.json", json.formatted(""))
            .with(
                "annotations_segmentation.json",
                json.formatted(
                    ",\"segmentation\":{\"size\":[48,64],\"counts\":[49,2,3021]},\"iscrowd\":1"));

    Imported read = Imported.read(new DiceFormat(), files, Imported.samples(64, 48, "a.png"));

    assertThat(read.lines()).hasSize(1);
    assertThat(read.lines().getFirst()).startsWith("a.png x mask {\"size\":[48,64]");
    assertThat(read.target().skipped()).isEqualTo(1);
  }

  @Test
  void aFileThatIsDamagedAnywhereImportsNothing() throws IOException {
    String json = NEGATIVES.strip();

    for (String damaged :
        new String[] {json.substring(0, json.length() - 1), json + "x", "", "{'images': ["}) {
      var files = new MemoryFiles().with("annotations.json", damaged.replace('\'', '"'));
      Imported read =
          Imported.read(new DiceFormat(), "dice", files, Imported.samples(64, 48, "wood/000.png"));

      assertThat(read.annotations()).isEmpty();
      assertThat(read.count(IssueCode.ANNOTATION_FILE_UNREADABLE)).as(damaged).isEqualTo(1);
      assertThat(read.issues()).hasSize(1);
    }
  }

  @Test
  void aFileOfAnotherKindIsTold() throws IOException {
    var files =
        new MemoryFiles().with("a.json", "[1, 2]").with("b.json", "{\"images\": [{\"id\": 1}]}");

    Imported read = Imported.read(new DiceFormat(), "dice", files, Imported.samples(1, 1, "a.png"));

    assertThat(read.count(IssueCode.ANNOTATION_FORMAT_UNKNOWN)).isEqualTo(2);
    assertThat(read.issues()).hasSize(1);
  }

  @Test
  void whatIsMissingIsNoReasonToStop() throws IOException {
    Imported read =
        read(
            "annotations.json",
            """
            {'storage_info': {'image_root': []}, 'categories': [5, null, {}, {'id': 1}, {'name': 'nameless id'}],
             'images': [null, 4, {}, {'id': 1, 'file_name': 'a.png', 'width': null, 'split': 3},
                        {'id': 1, 'file_name': 'b.png', 'width': -3, 'height': 'x'}],
             'classes': ['first'],
             'annotations': [null, 3, [], {}, {'image_id': 1, 'category_id': 1, 'bbox': 'x'},
               {'image_id': 1, 'category_id': 1, 'bbox': [1, 1, 4, 4], 'attributes': null,
                'segmentation': 'x', 'keypoints': {}, 'polyline': 3, 'circle': [], 'score': 'x'}]}
            """,
            "a.png",
            "b.png");

    assertThat(read.target().imported()).isEqualTo(1);
    assertThat(read.target().skipped()).isEqualTo(5);
    assertThat(read.count(IssueCode.UNKNOWN_IMAGE)).isEqualTo(4);
    assertThat(read.count(IssueCode.GEOMETRY_MISSING)).isEqualTo(1);
    assertThat(read.count(IssueCode.IMAGE_FILE_MISSING)).isEqualTo(3);
    assertThat(read.count(IssueCode.SEGMENTATION_INVALID)).isEqualTo(1);
    assertThat(read.classNames()).containsExactly("class 1", "nameless id", "first");
  }
}
