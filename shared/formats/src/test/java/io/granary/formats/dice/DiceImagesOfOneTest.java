package io.granary.formats.dice;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The old dialect: a file for each image in a folder annotations, beside the images. */
final class DiceImagesOfOneTest {
  @Test
  void labelsWithoutPointsAreOfTheWholeImage() throws IOException {
    var files =
        new MemoryFiles()
            .with(
                "annotations/img1.json",
                "{\"imagePath\":\"img1.jpg\",\"shapes\":[{\"label\":\"cat\"}]}")
            .with(
                "annotations/img2.json",
                "{\"imagePath\":\"img2.jpg\",\"shapes\":[{\"label\":\"dog\",\"points\":"
                    + "[[5,6],[1,2]],\"shape_type\":\"rectangle\"},{\"label\":\"__background__\"}]}")
            .with("annotations/img3.json", "{\"imagePath\":\"img3.jpg\",\"shapes\":[]}");

    Imported read =
        Imported.read(
            new DiceFormat(),
            files,
            Imported.samples(64, 48, "images/img1.jpg", "images/img2.jpg", "images/img3.jpg"));

    assertThat(read.lines())
        .containsExactly(
            "images/img1.jpg cat class {}",
            "images/img2.jpg dog bbox {\"x\":1,\"y\":2,\"width\":4,\"height\":4}");
    assertThat(read.classNames()).containsExactly("cat", "dog");
    assertThat(read.count(IssueCode.BACKGROUND_ENTRY)).isEqualTo(1);
    assertThat(read.issues()).hasSize(1);
    assertThat(read.target().files()).allMatch(file -> file.format().equals("dice"));
  }

  @Test
  void theFolderOfImagesBesideItsOwnIsMeant() throws IOException {
    var files =
        new MemoryFiles()
            .with(
                "b/annotations/a.json", "{\"imagePath\":\"a.jpg\",\"shapes\":[{\"label\":\"x\"}]}");

    Imported read =
        Imported.read(
            new DiceFormat(),
            files,
            Imported.samples(64, 48, "a.jpg", "a/images/a.jpg", "b/images/a.jpg", "images/a.jpg"));

    assertThat(read.lines()).containsExactly("b/images/a.jpg x class {}");
  }
}
