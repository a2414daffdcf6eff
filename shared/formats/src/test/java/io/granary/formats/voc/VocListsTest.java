package io.granary.formats.voc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class VocListsTest {
  private static final String EMPTY = "<annotation><filename>a.jpg</filename></annotation>";

  @Test
  void namesMayHaveExtensionsSpacesQuotesAndMore() throws IOException {
    Imported imported =
        Imported.read(
            new VocFormat(),
            new MemoryFiles()
                .with("set/Annotations/a.xml", EMPTY)
                .with("set/ImageSets/Main/train.txt", "\uFEFFa\r\n# no\n\nb.jpg\nc d\n")
                .with("set/ImageSets/Main/val.txt", "\"e f\"\ng 1\ngone\n" + "x".repeat(9999))
                .with("set/ImageSets/Layout/my_part.txt", "h")
                .with("set/ImageSets/Main/default.txt", "i"),
            Imported.samples(
                8,
                8,
                "set/JPEGImages/a.jpg",
                "set/JPEGImages/b.jpg",
                "set/JPEGImages/c d.jpg",
                "set/JPEGImages/e f.png",
                "set/JPEGImages/g.jpg",
                "set/JPEGImages/h.jpg",
                "set/JPEGImages/i.jpg"));

    var splits = imported.target().splits();
    assertThat(splits.of(0)).contains("train");
    assertThat(splits.of(1)).contains("train");
    assertThat(splits.of(2)).contains("train");
    assertThat(splits.of(3)).contains("val");
    assertThat(splits.of(4)).contains("val");
    assertThat(splits.of(5)).contains("my_part");
    assertThat(splits.of(6)).isEmpty();
    assertThat(imported.count(IssueCode.IMAGE_FILE_MISSING)).isEqualTo(2);
  }

  @Test
  void listsOfClassesAreAnnotationsWhereThereAreNoOthers() throws IOException {
    MemoryFiles lists =
        new MemoryFiles()
            .with("ImageSets/Main/train.txt", "a\nb\n")
            .with("ImageSets/Main/big_cat_train.txt", "a  1\nb -1\n")
            .with("ImageSets/Main/dog_val.txt", "c 1\nb 0\n");
    var samples = Imported.samples(8, 8, "JPEGImages/a.jpg", "JPEGImages/b.jpg", "c.jpg");

    Imported imported = Imported.read(new VocFormat(), lists, samples);

    assertThat(imported.lines())
        .containsExactly("JPEGImages/a.jpg big_cat class {}", "c.jpg dog class {}");
    assertThat(imported.target().splits().of(0)).contains("train");
    assertThat(imported.target().splits().of(2)).contains("val");

    Imported withXml =
        Imported.read(new VocFormat(), lists.with("Annotations/a.xml", EMPTY), samples);
    assertThat(withXml.annotations()).isEmpty();
    assertThat(withXml.target().splits().of(0)).contains("train");
  }

  @Test
  void linesOfSpacesTakeNoTime() {
    var samples = Imported.samples(8, 8, "JPEGImages/a.jpg");
    String line = "x" + " ".repeat(4000) + "y\n";
    MemoryFiles lists =
        new MemoryFiles()
            .with("ImageSets/Main/train.txt", "a")
            .with("ImageSets/Main/big_cat_train.txt", line.repeat(2000) + "a \t 1\n");

    Imported imported =
        assertTimeoutPreemptively(
            Duration.ofSeconds(10), () -> Imported.read(new VocFormat(), lists, samples));

    assertThat(imported.lines()).containsExactly("JPEGImages/a.jpg big_cat class {}");
    assertThat(imported.count(IssueCode.IMAGE_FILE_MISSING)).isEqualTo(2000);
  }
}
