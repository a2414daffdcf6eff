package io.granary.formats.annotations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SampleIndexTest {
  private static final String FILE = "annotations/instances_train2017.json";

  private static SampleIndex of(String... paths) {
    var index = new SampleIndex();
    for (String path : paths) {
      index.add(path, 64, 48);
    }
    return index;
  }

  @Test
  void theNameBesideTheAnnotationFileComesFirst() {
    SampleIndex index = of("a.jpg", "train/a.jpg", "val/a.jpg");

    assertThat(index.path(index.find("a.jpg", "val/_annotations.coco.json", 0, 0)))
        .isEqualTo("val/a.jpg");
    assertThat(index.path(index.find("a.jpg", FILE, 0, 0))).isEqualTo("a.jpg");
  }

  @Test
  void ofSeveralTheSubsetOfTheFileDecides() {
    SampleIndex index = of("images/train2017/a.jpg", "images/val2017/a.jpg");

    assertThat(index.path(index.find("a.jpg", FILE, 0, 0))).isEqualTo("images/train2017/a.jpg");
    assertThat(index.find("a.jpg", "annotations/other.json", 0, 0)).isEqualTo(SampleIndex.NONE);
  }

  @Test
  void foldersThatAreNotThereAreForgivenUnlessTheySayAnotherSplit() {
    SampleIndex index = of("val/a.jpg", "b.jpg");

    assertThat(index.find("/home/me/set/b.jpg", FILE, 64, 48)).isEqualTo(1);
    assertThat(index.find("C:\\set\\b.jpg", FILE, 0, 0)).isEqualTo(1);
    assertThat(index.find("/home/me/set/b.jpg", FILE, 640, 480)).isEqualTo(SampleIndex.NONE);
    assertThat(index.find("train/a.jpg", FILE, 64, 48)).isEqualTo(SampleIndex.NONE);
  }

  @Test
  void aNameWithoutItsExtensionIsNoName() {
    SampleIndex index = of("1.jpg", "images/2.jpg");

    assertThat(index.find("1", FILE, 64, 48)).isEqualTo(SampleIndex.NONE);
    assertThat(index.find("2", FILE, 64, 48)).isEqualTo(SampleIndex.NONE);
  }

  @Test
  void composedAndDecomposedNamesAreTheSame() {
    SampleIndex index = of("caf\u00e9.jpg");

    assertThat(index.find("cafe\u0301.jpg", FILE, 0, 0)).isZero();
  }
}
