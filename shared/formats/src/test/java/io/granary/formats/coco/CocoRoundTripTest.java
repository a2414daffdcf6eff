package io.granary.formats.coco;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.AnySet;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.MemorySet;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.annotations.Told;
import io.granary.formats.annotations.WriteOptions;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Bbox;
import io.granary.formats.geometry.Circle;
import io.granary.formats.geometry.Point;
import io.granary.formats.geometry.Polyline;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What is written is read back the same. */
final class CocoRoundTripTest {
  private static final Set<AnnotationType> HELD =
      EnumSet.of(
          AnnotationType.BBOX,
          AnnotationType.POLYGON,
          AnnotationType.MASK,
          AnnotationType.KEYPOINTS,
          AnnotationType.CLASS,
          AnnotationType.CAPTION);

  @Provide
  Arbitrary<MemorySet> sets() {
    return AnySet.sets().map(CocoRoundTripTest::held);
  }

  /** What COCO has words for. */
  private static MemorySet held(MemorySet set) {
    return new MemorySet(
        set.classes(),
        set.samples().stream()
            .map(
                s ->
                    new AnnotatedSample(
                        s.path(),
                        "held out".equals(s.split()) ? "test" : s.split(),
                        s.width(),
                        s.height(),
                        s.annotations().stream()
                            .filter(a -> HELD.contains(a.geometry().type()))
                            .map(CocoRoundTripTest::held)
                            .toList()))
            .toList());
  }

  /** A crowd is of what has a place. */
  private static WrittenAnnotation held(WrittenAnnotation a) {
    return new WrittenAnnotation(
        a.labelClass(),
        a.geometry(),
        a.box(),
        a.attributes(),
        a.score(),
        a.isCrowd() && a.box() != null,
        a.sourceId());
  }

  private static ImportedClass unnumbered(ImportedClass c) {
    return new ImportedClass(
        c.name(), c.supercategory(), "", c.color(), c.keypoints(), c.skeleton());
  }

  @Property(tries = 200)
  void whatIsWrittenIsReadBack(@ForAll("sets") MemorySet set) throws IOException {
    var files = new MemoryFiles();
    var writer = new CocoWriter();

    Receipt receipt = writer.write(set, files, WriteOptions.DEFAULT);

    Imported imported = Imported.read(new CocoFormat(), files, set.index(writer));
    MemorySet read = MemorySet.of(imported);
    assertThat(Told.lines(read)).isEqualTo(Told.lines(set));
    assertThat(imported.target().skipped()).isZero();
    assertThat(read.classes().stream().map(CocoRoundTripTest::unnumbered).toList())
        .isEqualTo(set.classes());
    assertThat(receipt.samples()).isEqualTo(set.samples().size());
    assertThat(receipt.in()).isEqualTo(receipt.out());
    assertThat(receipt.dropped()).isEmpty();
  }

  @Test
  void numbersAreKeptOnRequest() throws IOException {
    var classes =
        List.of(
            new ImportedClass("zero", null, "0"),
            new ImportedClass("huge", null, "74673216000"),
            new ImportedClass("word", null, "n0144"));
    var box = new Bbox(new Box(1, 1, 2, 2));
    var set =
        new MemorySet(
            classes,
            List.of(
                new AnnotatedSample(
                    "a.jpg",
                    null,
                    10,
                    10,
                    List.of(
                        new WrittenAnnotation(
                            1, box, box.bounds(), "{}", null, false, "9000000000"),
                        new WrittenAnnotation(0, box, box.bounds(), "{}", null, false, "x")))));
    var files = new MemoryFiles();

    new CocoWriter().write(set, files, new WriteOptions(WriteOptions.Ids.KEPT));

    Imported read = Imported.read(new CocoFormat(), files, set.index(new CocoWriter()));
    assertThat(read.target().classes().stream().map(ImportedClass::sourceId))
        .containsExactly("0", "74673216000", "1");
    assertThat(read.annotations().stream().map(a -> Objects.requireNonNull(a.sourceId())))
        .containsExactly("9000000000", "1");
  }

  @Test
  void theReceiptTellsWhatCocoCannotHold() throws IOException {
    var line = new Polyline(List.of(new Point(1, 1), new Point(9, 9)));
    var circle = new Circle(new Point(5, 5), 2);
    var set =
        new MemorySet(
            List.of(ImportedClass.named("disc")),
            List.of(
                new AnnotatedSample(
                    "a.jpg",
                    null,
                    10,
                    10,
                    List.of(
                        new WrittenAnnotation(
                            0, line, line.box().orElseThrow(), "{}", null, false, null),
                        new WrittenAnnotation(
                            0, circle, circle.box().orElseThrow(), "{}", null, false, null)))));
    var files = new MemoryFiles();

    Receipt receipt = new CocoWriter().write(set, files, WriteOptions.DEFAULT);

    assertThat(receipt.in())
        .containsOnly(
            java.util.Map.entry(AnnotationType.POLYLINE, 1L),
            java.util.Map.entry(AnnotationType.CIRCLE, 1L));
    assertThat(receipt.out()).containsOnly(java.util.Map.entry(AnnotationType.POLYGON, 1L));
    assertThat(receipt.dropped()).containsOnly(java.util.Map.entry("COCO has no lines.", 1L));
    assertThat(files.paths()).containsExactly("annotations/instances_default.json");
  }
}
