package io.granary.formats.voc;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as each of the text files of VOC. */
final class VocFuzzTest {
  static List<byte[]> seeds() {
    String object =
        "<object><name>cat</name><bndbox><xmin>1</xmin><ymin>1</ymin><xmax>%s</xmax><ymax>9</ymax>"
            + "</bndbox>%s</object>";
    return List.of(
            "",
            "a 1\nb -1\n# c\n\"d e\"",
            "background:0,0,0::\ncat:1,2,3:head:run",
            "<annotation><filename>a.jpg</filename><size><width>1e9</width></size>"
                + object.formatted("5", "<polygon><x1>1</x1><y1>2</y1></polygon>")
                + object.formatted("NaN", "<part><name>x</name></part><actions><a>1</a></actions>")
                + object.formatted("1e400", "<robndbox><cx>1</cx><angle>x</angle></robndbox>")
                + object.formatted(
                    "7", "<attributes><attribute><value>[1</value></attribute></attributes>")
                + "</annotation>",
            "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///dev/zero'>]><annotation>&x;</annotation>",
            "<annotation>".repeat(200),
            "<?xml version='1.1'?><annotation><object><name>&#1;</name></object></annotation>")
        .stream()
        .map(text -> text.getBytes(StandardCharsets.UTF_8))
        .toList();
  }

  @MethodSource("seeds")
  @FuzzTest(maxDuration = "")
  void anyTextOnlyMakesIssues(byte[] text) throws IOException {
    Imported imported =
        Imported.read(
            new VocFormat(),
            "voc",
            new MemoryFiles()
                .with("Annotations/a.xml", text)
                .with("ImageSets/Main/train.txt", text)
                .with("ImageSets/Main/cat_train.txt", text)
                .with("labelmap.txt", text),
            Imported.samples(64, 48, "JPEGImages/a.jpg", "JPEGImages/b.jpg"));
    check(imported);
    check(
        Imported.read(
            new VocFormat(),
            "voc",
            new MemoryFiles().with("ImageSets/Main/cat_train.txt", text),
            Imported.samples(64, 48, "JPEGImages/a.jpg")));
  }

  static void check(Imported imported) {
    for (int i = 0; i < imported.annotations().size(); i++) {
      var annotation = imported.annotations().get(i);
      boolean hasBox = annotation.box() != null;
      if (hasBox && !Objects.requireNonNull(annotation.box()).isFinite()
          || !imported.geometry(i).isFinite()) {
        throw new AssertionError("Not finite: " + annotation);
      }
    }
  }
}
