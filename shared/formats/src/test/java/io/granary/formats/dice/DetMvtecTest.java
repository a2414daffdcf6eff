package io.granary.formats.dice;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.coco.CocoFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A set as det-mvtec: pictures of products with and without defects, of which one export had the
 * ids of the images in the place of their file names.
 */
final class DetMvtecTest {
  private static final int IMAGES = 40;

  /** Ids that are numbers, sorted as texts: the labeler numbers images anew in that order. */
  private static final List<String> SORTED =
      IntStream.rangeClosed(1, IMAGES).mapToObj(Integer::toString).sorted().toList();

  private static String path(int image) {
    return image % 4 == 0
        ? "wood/good/%03d.png".formatted(image)
        : "zipper/broken teeth/%03d.png".formatted(image);
  }

  private static SampleIndex samples() {
    String[] paths =
        IntStream.rangeClosed(1, IMAGES).mapToObj(DetMvtecTest::path).toArray(String[]::new);
    return Imported.samples(1024, 1024, paths);
  }

  /** Every fourth image shows nothing, every other has two boxes. */
  private static Imported nested(IntFunction<String> name) throws IOException {
    List<String> images = new ArrayList<>();
    for (int i = 1; i <= IMAGES; i++) {
      String annotations =
          i % 4 == 0
              ? "{\"id\":%d,\"class_id\":-1,\"class_name\":\"__background__\",\"is_background\":true}"
                  .formatted(2 * i)
              : box(2 * i, i, "class") + "," + box(2 * i + 1, i, "class");
      images.add(
          "{\"id\":%d,\"file_name\":\"%s\",\"width\":0,\"height\":0,\"split\":\"train\",\"annotations\":[%s]}"
              .formatted(i, name.apply(i), annotations));
    }
    String json =
        "{\"format_version\":\"1.0\",\"task_type\":\"object_detection\",\"classes\":[%s],\"images\":[%s]}"
            .formatted("{\"id\":0,\"name\":\"defect\"}", String.join(",", images));
    return Imported.read(
        new DiceFormat(), new MemoryFiles().with("annotations.json", json), samples());
  }

  private static Imported coco(IntFunction<String> name) throws IOException {
    String images =
        IntStream.rangeClosed(1, IMAGES)
            .mapToObj(i -> "{\"id\":%d,\"file_name\":\"%s\"}".formatted(i, name.apply(i)))
            .collect(Collectors.joining(","));
    String annotations =
        IntStream.rangeClosed(1, IMAGES)
            .filter(i -> i % 4 != 0)
            .mapToObj(i -> box(2 * i, i, "category") + "," + box(2 * i + 1, i, "category"))
            .collect(Collectors.joining(","));
    String json =
        "{\"categories\":[{\"id\":0,\"name\":\"defect\"}],\"images\":[%s],\"annotations\":[%s]}"
            .formatted(images, annotations);
    return Imported.read(
        new CocoFormat(), new MemoryFiles().with("annotations.json", json), samples());
  }

  private static String box(int id, int image, String word) {
    return "{\"id\":%d,\"image_id\":%d,\"%s_id\":0,\"bbox\":[%d,10,20,%d]}"
        .formatted(id, image, word, id, 30 + id);
  }

  @Test
  void trueFileNamesAreFound() throws IOException {
    Imported dice = nested(DetMvtecTest::path);
    Imported coco = coco(DetMvtecTest::path);

    assertThat(dice.target().imported()).isEqualTo(60);
    assertThat(dice.target().skipped()).isEqualTo(10);
    assertThat(dice.count(IssueCode.BACKGROUND_ENTRY)).isEqualTo(10);
    assertThat(dice.issues()).hasSize(1);
    assertThat(dice.target().splits().of(0)).contains("train");
    assertThat(coco.lines()).isEqualTo(dice.lines());
    assertThat(coco.issues()).isEmpty();
  }

  @Test
  void idsInThePlaceOfFileNamesAttachNothing() throws IOException {
    Imported dice = nested(Integer::toString);
    Imported coco = coco(Integer::toString);

    for (Imported read : List.of(dice, coco)) {
      assertThat(read.annotations()).isEmpty();
      assertThat(read.count(IssueCode.ANNOTATION_FILE_NAME_MISMATCH)).isEqualTo(IMAGES);
      assertThat(read.issues()).hasSize(1);
    }
    assertThat(dice.target().skipped()).isEqualTo(70);
    assertThat(coco.target().skipped()).isEqualTo(60);
    assertThat(dice.issues().getFirst().examples().getFirst().detail())
        .isEqualTo("Image 1 has the file name '1', which is no file but an id");
  }

  @Test
  void theIdsMayBeThoseOfOtherImages() throws IOException {
    Imported dice = nested(i -> SORTED.get(i - 1));

    assertThat(dice.annotations()).isEmpty();
    assertThat(dice.count(IssueCode.ANNOTATION_FILE_NAME_MISMATCH)).isEqualTo(IMAGES);
    assertThat(dice.issues()).hasSize(1);
    assertThat(dice.target().skipped()).isEqualTo(70);
  }

  @Test
  void aPictureThatIsMissingIsNoMisnamedOne() throws IOException {
    Imported dice = nested(i -> i == 3 ? "zipper/lost.png" : path(i));

    assertThat(dice.target().imported()).isEqualTo(58);
    assertThat(dice.count(IssueCode.IMAGE_FILE_MISSING)).isEqualTo(1);
    assertThat(dice.count(IssueCode.UNKNOWN_IMAGE)).isEqualTo(2);
  }
}
