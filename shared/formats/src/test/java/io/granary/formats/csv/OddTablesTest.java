package io.granary.formats.csv;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.SampleIndex;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Tables as people and programs leave them. */
final class OddTablesTest {
  private static final String TABLE = "filename,label\na.jpg,caf\u00e9\n";
  private static final SampleIndex SAMPLES = Imported.samples(100, 50, "a.jpg", "b.jpg");

  private static Imported read(byte[] table) throws IOException {
    return Imported.read(new CsvFormat(), new MemoryFiles().with("t.csv", table), SAMPLES);
  }

  private static Imported read(String table) throws IOException {
    return read(table.getBytes(UTF_8));
  }

  private static String problem(byte[] table) throws IOException {
    Imported read = read(table);
    assertThat(read.annotations()).isEmpty();
    assertThat(read.count(IssueCode.ANNOTATION_FILE_UNREADABLE)).isEqualTo(1);
    return Objects.requireNonNull(read.target().files().getFirst().problem());
  }

  @Test
  void anyDelimiterAndLineEndWillDo() throws IOException {
    for (String delimiter : new String[] {",", ";", "\t", "|"}) {
      for (String end : new String[] {"\n", "\r\n", "\r"}) {
        String table = TABLE.replace(",", delimiter).replace("\n", end);
        assertThat(read(table).classNames()).as(table).containsExactly("caf\u00e9");
        assertThat(read("\ufeff" + table).classNames()).containsExactly("caf\u00e9");
      }
    }
  }

  @Test
  void decimalCommasAreNumbers() throws IOException {
    Imported read = read("file;class;x1;y1;x2;y2\na.jpg;c;1,5;2;11,5;22\n");

    assertThat(read.lines())
        .containsExactly("a.jpg c bbox {\"x\":1.5,\"y\":2,\"width\":10,\"height\":20}");
  }

  @Test
  void quotedValuesHoldAnything() throws IOException {
    Imported read = read("filename,label\n\"a.jpg\",\"a \"\"big\"\", old\r\ncat\"\nb.jpg , dog \n");

    assertThat(read.classNames()).containsExactly("a \"big\", old\r\ncat", "dog");
  }

  @Test
  void aRowThatMakesNoSenseIsToldAndLeavesTheOthers() throws IOException {
    Imported read =
        read(
            """
            filename,class,xmin,ymin,xmax,ymax
            a.jpg,small, round cat,1,2,11,22

            ,cat,1,2,11,22
            a.jpg,cat,one,2,11,22
            a.jpg,cat,1,2,11
            b.jpg,cat,1,2,11,22
            """);

    assertThat(read.lines())
        .containsExactly("b.jpg cat bbox {\"x\":1,\"y\":2,\"width\":10,\"height\":20}");
    assertThat(read.target().skipped()).isEqualTo(4);
    assertThat(read.count(IssueCode.ROW_UNREADABLE)).isEqualTo(2);
    assertThat(read.count(IssueCode.NOT_A_NUMBER)).isEqualTo(2);
    assertThat(read.issues())
        .anySatisfy(
            issue ->
                assertThat(issue.examples())
                    .extracting(e -> e.path() + " " + e.annotation() + ": " + e.detail())
                    .containsExactly(
                        "t.csv line 2: It has 7 values in 6 columns",
                        "t.csv line 4: It names no file"));
  }

  @Test
  void whatIsNoUtf8IsRefused() throws IOException {
    assertThat(problem(TABLE.getBytes(UTF_16))).isEqualTo("Not UTF-8 but UTF-16");
    assertThat(problem("\ufeffa,b\n".getBytes(UTF_16LE))).isEqualTo("Not UTF-8 but UTF-16");
    assertThat(problem("a.jpg,cat\n".getBytes(UTF_16LE)))
        .isEqualTo("Not UTF-8: the first line has NUL characters");
    assertThat(problem(TABLE.getBytes(ISO_8859_1))).isEqualTo("Not UTF-8");
    assertThat(problem(new byte[0])).isEqualTo("The file is empty");
  }

  @Test
  void aFaultFarBehindRefusesAllOfIt() throws IOException {
    String good = "filename,label\n" + "a.jpg,cat\n".repeat(200);

    assertThat(problem((good + "b.jpg,\"dog\nb.jpg,cat\n").getBytes(UTF_8)))
        .isEqualTo("A quote is opened at or after line 202 and never closed");
    assertThat(problem((good + "b.jpg," + "x".repeat(2 << 20)).getBytes(UTF_8)))
        .isEqualTo("Line 202 has a value of more than 1048576 characters");
    assertThat(problem((good + "b.jpg," + "x".repeat(5 << 20)).getBytes(UTF_8)))
        .isEqualTo("A record is longer than 4194304 characters");
    assertThat(problem((good + "b.jpg" + ",".repeat(200_000)).getBytes(UTF_8)))
        .isEqualTo("Line 202 has more than 100000 values");
  }

  @Test
  void hugeNumbersAreNoDanger() throws IOException {
    Imported read =
        read(
            "filename,class,xmin,ymin,xmax,ymax\n"
                + "a.jpg,cat,1e-999999999,0,1e999999999,5\n"
                + "a.jpg,cat,0.1,0,%s,5\n".formatted("9".repeat(100_000))
                + "a.jpg,cat,0x1p3,0,NaN,5\n");

    assertThat(read.target().skipped()).isEqualTo(3);
    assertThat(read.count(IssueCode.NOT_A_NUMBER)).isEqualTo(3);
  }
}
