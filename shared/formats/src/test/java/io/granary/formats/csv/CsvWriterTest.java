package io.granary.formats.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.MemorySet;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.annotations.WriteOptions;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Bbox;
import io.granary.formats.geometry.Caption;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Label;
import io.granary.formats.geometry.Point;
import io.granary.formats.geometry.Polygon;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class CsvWriterTest {
  private static final CsvWriter WRITER = new CsvWriter();

  @Property(tries = 300)
  void whatIsWrittenIsReadBackTheSame(@ForAll("sets") MemorySet set) throws IOException {
    var files = new MemoryFiles();
    Receipt receipt = WRITER.write(set, files, WriteOptions.DEFAULT);

    Imported read = Imported.read(new CsvFormat(), files, set.index(WRITER));

    assertThat(read.target().skipped()).isZero();
    assertThat(lines(MemorySet.of(read))).isEqualTo(lines(set));
    assertThat(receipt.samples()).isEqualTo(set.samples().size());
    assertThat(receipt.dropped()).isEmpty();
  }

  /** Everything but the places of the classes, which follow from the order of the rows. */
  private static List<String> lines(MemorySet set) {
    List<String> lines = new ArrayList<>();
    for (AnnotatedSample s : set.samples()) {
      lines.add("%s %s %d %d".formatted(s.path(), s.split(), s.width(), s.height()));
      for (WrittenAnnotation a : s.annotations()) {
        lines.add(
            List.of(
                    set.classes().get(a.labelClass()).name(),
                    a.geometry(),
                    String.valueOf(a.box()),
                    a.attributes(),
                    String.valueOf(a.score()),
                    a.isCrowd(),
                    String.valueOf(a.sourceId()))
                .toString());
      }
    }
    return lines;
  }

  @Provide
  Arbitrary<MemorySet> sets() {
    Arbitrary<String> names =
        Arbitraries.strings()
            .withCharRange('\u00a1', '\u02af')
            .withCharRange('\u4e00', '\u4e20')
            .withChars("ab ,;\"'\n\r\t|=+-@#\\/{}")
            .ofMinLength(1)
            .ofMaxLength(8)
            .map(s -> java.text.Normalizer.normalize(s, java.text.Normalizer.Form.NFC).strip())
            .filter(s -> !s.isBlank());
    Arbitrary<String> files =
        names
            .map(s -> s.replaceAll("[/\\\\]", "_"))
            .filter(s -> !s.startsWith("."))
            .map(s -> s + ".jpg");
    Arbitrary<AnnotatedSample> samples =
        Combinators.combine(
                Arbitraries.of("", "x y/", "train/", "\u00e9,\"/"),
                files,
                Arbitraries.of("train", "val", "test", "folds, 1"),
                annotations().list().ofMaxSize(4))
            .as(
                (folder, file, split, all) ->
                    new AnnotatedSample(folder + file, split, 640, 480, all));
    return Combinators.combine(
            names.list().uniqueElements().ofSize(3),
            samples.list().uniqueElements(AnnotatedSample::path).ofMinSize(1).ofMaxSize(5))
        .as(CsvWriterTest::set);
  }

  private static Arbitrary<WrittenAnnotation> annotations() {
    Arbitrary<Double> places = Arbitraries.doubles().between(0, 300).ofScale(12);
    Arbitrary<Double> sizes = Arbitraries.doubles().between(1e-9, 300).ofScale(12);
    Arbitrary<Geometry> boxes =
        Combinators.combine(places, places, sizes, sizes)
            .as((x, y, w, h) -> new Bbox(new Box(x / 3, y / 7, w / 3, h / 7)));
    Arbitrary<Geometry> geometries =
        Arbitraries.oneOf(boxes, Arbitraries.just((Geometry) new Label()));
    return Combinators.combine(
            Arbitraries.integers().between(0, 2),
            geometries,
            Arbitraries.of(
                "{}",
                "{\"a\":1.5,\"b\":[null,true,\"x, \\\"y\\\"\"]}",
                "{\"\u4e00\":{\"c\":\"=1\"}}"),
            Arbitraries.doubles().between(0, 1).ofScale(17).injectNull(0.5),
            Arbitraries.of(true, false))
        .as(CsvWriterTest::annotation);
  }

  private static WrittenAnnotation annotation(
      int labelClass, Geometry geometry, String attributes, @Nullable Double score, boolean crowd) {
    return new WrittenAnnotation(
        labelClass, geometry, geometry.box().orElse(null), attributes, score, crowd, null);
  }

  /** No annotation twice, some ids, and paths in their order. */
  private static MemorySet set(List<String> classes, List<AnnotatedSample> samples) {
    int id = 0;
    List<AnnotatedSample> all = new ArrayList<>();
    for (AnnotatedSample sample : samples) {
      Set<List<Object>> seen = new HashSet<>();
      List<WrittenAnnotation> own = new ArrayList<>();
      for (WrittenAnnotation a : sample.annotations()) {
        if (seen.add(List.of(a.labelClass(), a.geometry()))) {
          id++;
          own.add(
              new WrittenAnnotation(
                  a.labelClass(),
                  a.geometry(),
                  a.box(),
                  a.attributes(),
                  a.score(),
                  a.isCrowd(),
                  id % 2 == 0 ? "id, " + id : null));
        }
      }
      all.add(new AnnotatedSample(sample.path(), sample.split(), 640, 480, own));
    }
    all.sort(java.util.Comparator.comparing(AnnotatedSample::path));
    return new MemorySet(
        classes.stream().map(ImportedClass::named).collect(Collectors.toList()), all);
  }

  @Test
  void theTableBeginsAsThatOfTensorFlowAndTheReceiptSaysTheRest() throws IOException {
    Geometry polygon =
        new Polygon(List.of(List.of(new Point(1, 2), new Point(11, 2), new Point(11, 22))));
    WrittenAnnotation caption =
        new WrittenAnnotation(-2, new Caption("A cat"), null, "{}", null, false, null);
    MemorySet set =
        new MemorySet(
            List.of(new ImportedClass("=cat", null, "3"), ImportedClass.named("unused")),
            List.of(
                new AnnotatedSample(
                    "a.jpg",
                    "train",
                    100,
                    50,
                    List.of(
                        annotation(0, new Bbox(new Box(0.1, 2, 0.2, 3)), "{}", null, false),
                        annotation(0, polygon, "{\"a\":1}", 0.5, true),
                        annotation(0, new Label(), "{}", null, false),
                        caption)),
                new AnnotatedSample("b.jpg", null, 0, 0, List.of(caption))));
    var files = new MemoryFiles();

    Receipt receipt = WRITER.write(set, files, WriteOptions.DEFAULT);

    assertThat(files.text("annotations.csv").lines())
        .containsExactly(
            "filename,width,height,class,xmin,ymin,xmax,ymax,id,score,is_crowd,split,attributes",
            "a.jpg,100,50,=cat,0.1,2,0.3,5,,,0,train,",
            "a.jpg,100,50,=cat,1,2,11,22,,0.5,1,train,\"{\"\"a\"\":1}\"",
            "a.jpg,100,50,=cat,,,,,,,0,train,",
            "b.jpg,,,,,,,,,,,,");
    assertThat(receipt.in())
        .isEqualTo(
            Map.of(
                AnnotationType.BBOX,
                1L,
                AnnotationType.POLYGON,
                1L,
                AnnotationType.CLASS,
                1L,
                AnnotationType.CAPTION,
                2L));
    assertThat(receipt.out()).isEqualTo(Map.of(AnnotationType.BBOX, 2L, AnnotationType.CLASS, 1L));
    assertThat(receipt.dropped()).containsValue(2L).hasSize(1);
    assertThat(receipt.changed()).hasSize(3);
  }
}
