package io.granary.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Detection;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.SampleIndex;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tables with a column for each class. */
final class FlagTablesTest {
  private static final SampleIndex SAMPLES =
      Imported.samples(100, 50, "train/a.jpg", "train/b.jpg", "train/c.jpg");

  private static Imported read(String name, String text) throws IOException {
    return Imported.read(new CsvFormat(), new MemoryFiles().with(name, text), SAMPLES);
  }

  @Test
  void roboflowHasAColumnForEachClass() throws IOException {
    Imported read =
        read(
            "train/_classes.csv",
            "filename, cat, type, owl\na.jpg, 1, 1, 0\nb.jpg, 0, 0, 0\ngone.jpg, 1, 0, 0\n");

    assertThat(read.lines())
        .containsExactly("train/a.jpg cat class {}", "train/a.jpg type class {}");
    assertThat(read.classNames()).containsExactly("cat", "type", "owl");
    assertThat(read.annotations()).allMatch(a -> a.attributes().equals("{}"));
    assertThat(read.target().skipped()).isEqualTo(1);
    assertThat(read.count(IssueCode.UNKNOWN_IMAGE)).isEqualTo(1);
  }

  @Test
  void oneColumnIsOneClass() throws IOException {
    Imported read = read("train/_classes.csv", "filename,cat\na.jpg,1\nb.jpg,0\n");

    assertThat(read.classNames()).containsExactly("cat");
    assertThat(read.lines()).containsExactly("train/a.jpg cat class {}");
  }

  @Test
  void tablesOfAnyNameMayBeSuch() throws IOException {
    Imported read = read("train.csv", "image_id,split,rust,scab\na,val,0,1\nb,train,1,1\n");

    assertThat(read.lines())
        .containsExactly(
            "train/a.jpg scab class {}", "train/b.jpg rust class {}", "train/b.jpg scab class {}");
    assertThat(read.target().splits().of(0)).contains("val");
  }

  @Test
  void aLaterValueThatIsNoFlagIsTold() throws IOException {
    Imported read =
        read("t.csv", "file,x,z\n" + "a.jpg,0,0\n".repeat(50) + "b.jpg,maybe,1\nq.jpg,0,0\n");

    assertThat(read.lines()).containsExactly("train/b.jpg z class {}");
    assertThat(read.target().skipped()).isEqualTo(1);
    assertThat(read.count(IssueCode.ROW_UNREADABLE)).isEqualTo(1);
    assertThat(read.count(IssueCode.IMAGE_FILE_MISSING)).isEqualTo(1);
  }

  @Test
  void aColumnThatIsTheClassByItsNameStaysIt() throws IOException {
    assertThat(read("t.csv", "filename,label\na.jpg,1\nb.jpg,0\n").classNames())
        .containsExactly("1", "0");
    assertThat(read("t.csv", "filename,kind\na.jpg,1\nb.jpg,2\n").classNames())
        .containsExactly("1", "2");
  }

  @Test
  void clearTablesAreReadThoughTheirFirstImagesAreNotThere() throws IOException {
    var table = new StringBuilder("filename,class,xmin,ymin,xmax,ymax\n");
    for (int i = 0; i < 60; i++) {
      table.append("gone%d.jpg,cat,1,2,11,22\n".formatted(i));
    }
    MemoryFiles files = new MemoryFiles().with("t.csv", table + "a.jpg,cat,1,2,11,22\n");

    Imported read = Imported.read(new CsvFormat(), files, SAMPLES);

    assertThat(
            Detection.of(List.of(new CsvFormat()), files, SAMPLES, null)
                .chosen()
                .orElseThrow()
                .confidence())
        .isEqualTo(0.4);
    assertThat(read.target().imported()).isEqualTo(1);
    assertThat(read.count(IssueCode.UNKNOWN_IMAGE)).isEqualTo(60);
  }
}
