package io.granary.formats.folders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Detection;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.Match;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.SampleIndex;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ClassFoldersTest {
  private static Imported read(String... paths) throws IOException {
    return read(new MemoryFiles(), paths);
  }

  private static Imported read(MemoryFiles files, String... paths) throws IOException {
    return Imported.read(new ClassFoldersFormat(), files, Imported.samples(9, 9, paths));
  }

  private static double confidence(String... paths) throws IOException {
    return Detection.of(
            List.of(new ClassFoldersFormat()),
            new MemoryFiles(),
            Imported.samples(9, 9, paths),
            null)
        .chosen()
        .map(Match::confidence)
        .orElse(0.0);
  }

  @Test
  void theRealSetHasAnImageOutsideAndOneThatIsNested() throws IOException {
    String data = System.getenv("GRANARY_TEST_DATA");
    assumeTrue(data != null, "GRANARY_TEST_DATA is not set");
    MemoryFiles images =
        MemoryFiles.of(
            Path.of(String.valueOf(data), "datumaro", "imagenet_dataset"),
            path -> path.endsWith(".jpg"));
    var samples = new SampleIndex();
    images.paths().forEach(path -> samples.add(path, 8, 6));

    Imported read = Imported.read(new ClassFoldersFormat(), new MemoryFiles(), samples);

    assertThat(read.lines())
        .containsExactly(
            "label_0/label_0_1.jpg label_0 class {}",
            "label_1/label_1_1.jpg label_1 class {}",
            "label_1/label_1_1/label_1_1.jpg label_1 class {}");
    assertThat(read.count(IssueCode.SAMPLE_WITHOUT_CLASS)).isEqualTo(1);
    assertThat(read.count(IssueCode.CLASSES_FROM_FOLDERS)).isEqualTo(1);
    assertThat(confidence(images.paths().toArray(String[]::new))).isEqualTo(0.3);
  }

  @Test
  void splitsAndFoldersThatHoldThemAreNoClasses() throws IOException {
    Imported read =
        read("set/train/images/cat/1.jpg", "set/train/images/dog/1.jpg", "set/test/images/2.jpg");

    assertThat(read.lines())
        .containsExactly(
            "set/train/images/cat/1.jpg cat class {}", "set/train/images/dog/1.jpg dog class {}");
    assertThat(read.target().splits().of(0)).contains("train");
    assertThat(read.target().splits().of(2)).contains("test");
  }

  @Test
  void theSplitMayLieWithinTheClass() throws IOException {
    assertThat(read("cat/train/1.txt", "dog/val/1.txt").classNames()).containsExactly("cat", "dog");
  }

  @Test
  void ofFoldersAtOneDepthTheLastIsTheClass() throws IOException {
    assertThat(read("pets/cat/1.wav", "pets/dog/1.wav", "wild/fox/1.wav").classNames())
        .containsExactly("cat", "dog", "fox");
    assertThat(read("0/1.jpg", "1/1.jpg", "2/1.jpg").classNames()).containsExactly("0", "1", "2");
  }

  @Test
  void synsetsHaveTheNamesOfTheirFile() throws IOException {
    MemoryFiles files =
        new MemoryFiles()
            .with(
                "LOC_synset_mapping.txt",
                "n02012849 crane\nn03126707 crane\nn01440764 tench, Tinca tinca\nn00000001 x\n");

    Imported read =
        read(
            files,
            "ILSVRC/Data/CLS-LOC/test/9.JPEG",
            "ILSVRC/Data/CLS-LOC/train/n01440764/1.JPEG",
            "ILSVRC/Data/CLS-LOC/train/n02012849/1.JPEG",
            "ILSVRC/Data/CLS-LOC/train/n03126707/1.JPEG");

    assertThat(read.target().classes())
        .containsExactly(
            new ImportedClass("tench, Tinca tinca", null, "n01440764"),
            new ImportedClass("crane", null, "n02012849"),
            new ImportedClass("crane (n03126707)", null, "n03126707"));
    assertThat(read.annotations()).hasSize(3);
  }

  @Test
  void plainSetsHaveNoClasses() throws IOException {
    assertThat(confidence("images/a.jpg", "images/b.jpg")).isZero();
    assertThat(confidence("img/train/1.jpg", "img/val/1.jpg")).isZero();
    assertThat(confidence("train2017/a.jpg", "val2017/b.jpg")).isZero();
    assertThat(confidence("2023-01/a.jpg", "2023-02/a.jpg")).isZero();
    assertThat(confidence("2023/01/a.jpg", "2023/02/a.jpg", "2024/02/a.jpg")).isZero();
    assertThat(confidence("20230101/a.jpg", "20230102/a.jpg")).isZero();
    assertThat(confidence("JPEGImages/a.jpg", "SegmentationClass/a.png")).isZero();
    assertThat(confidence("images/a.jpg", "masks/a.png")).isZero();
    assertThat(confidence("cam1/a.jpg", "cam2/b.jpg")).isZero();
    assertThat(confidence("a.jpg", "b.jpg", "c.jpg", "x/a.jpg", "y/a.jpg")).isZero();
    assertThat(confidence("cats/a.jpg", "cats/b.jpg")).isZero();
    assertThat(confidence()).isZero();
  }

  @Test
  void nothingButFoldersNeverMakesSure() throws IOException {
    assertThat(confidence("cat/1.jpg", "dog/1.jpg")).isEqualTo(0.5);
    assertThat(confidence("cat/1.jpg", "dog/1.jpg", "x.jpg")).isEqualTo(0.3);
  }
}
