package io.granary.formats.coco;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.AnnotationType;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.MemorySet;
import io.granary.formats.annotations.RandomSet;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.annotations.WriteOptions;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Circle;
import io.granary.formats.geometry.Point;
import io.granary.formats.geometry.Polyline;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
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

  @Property(tries = 200)
  void whatIsWrittenIsReadBack(@ForAll long seed) throws IOException {
    MemorySet set = RandomSet.of(seed, HELD);
    var files = new MemoryFiles();
    var writer = new CocoWriter();

    Receipt receipt = writer.write(set, files, new WriteOptions(WriteOptions.Ids.KEPT));

    Imported imported = Imported.read(new CocoFormat(), files, set.index(writer));
    MemorySet read = MemorySet.of(imported);
    assertThat(imported.issues()).isEmpty();
    assertThat(RandomSet.lines(read)).isEqualTo(RandomSet.lines(set));
    assertThat(read.classes()).isEqualTo(set.classes());
    assertThat(imported.annotations().stream().map(a -> Objects.requireNonNull(a.sourceId())))
        .containsExactlyInAnyOrderElementsOf(
            set.samples().stream()
                .flatMap(s -> s.annotations().stream())
                .map(a -> Objects.requireNonNull(a.sourceId()))
                .toList());
    assertThat(receipt.samples()).isEqualTo(set.samples().size());
    assertThat(receipt.in()).isEqualTo(receipt.out());
    assertThat(receipt.dropped()).isEmpty();
  }

  @Test
  void theReceiptTellsWhatCocoCannotHold() throws IOException {
    var line = new Polyline(List.of(new Point(1, 1), new Point(9, 9)));
    var circle = new Circle(new Point(5, 5), 2);
    var set =
        new MemorySet(
            List.of(io.granary.formats.annotations.ImportedClass.named("disc")),
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
