package io.granary.formats.yolo;

import static org.assertj.core.api.Assertions.assertThat;

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
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Keypoints;
import io.granary.formats.geometry.Polygon;
import io.granary.formats.geometry.RotatedBox;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * What is written is read back. Pixels go through parts of the image, so they may differ by a
 * billionth of the image's longer side; all else is equal.
 */
final class YoloRoundTripTest {
  private static final double OFF = 1e-9;

  @Property(tries = 300)
  void aSetIsReadBackAsItWasWritten(@ForAll YoloVariant variant, @ForAll long seed)
      throws IOException {
    MemorySet set = YoloSets.of(variant, seed);
    var writer = new YoloWriter(variant);
    var files = new MemoryFiles();
    Receipt receipt = writer.write(set, files, WriteOptions.DEFAULT);
    Imported imported = Imported.read(new YoloFormat(), files, set.index(writer));
    MemorySet again = MemorySet.of(imported);

    assertThat(receipt.dropped()).isEmpty();
    assertThat(receipt.changed()).isEmpty();
    assertThat(receipt.in()).isEqualTo(receipt.out());
    assertThat(receipt.samples()).isEqualTo(set.samples().size());
    assertThat(imported.issues()).isEmpty();
    assertThat(again.classes()).extracting(ImportedClass::name).isEqualTo(names(set));
    assertThat(again.classes()).isEqualTo(set.classes());
    assertThat(again.samples()).hasSameSizeAs(set.samples());
    for (int i = 0; i < set.samples().size(); i++) {
      same(set.samples().get(i), again.samples().get(i));
    }
  }

  private static List<String> names(MemorySet set) {
    return set.classes().stream().map(ImportedClass::name).toList();
  }

  private static void same(AnnotatedSample expected, AnnotatedSample actual) {
    assertThat(actual.path()).isEqualTo(expected.path());
    assertThat(actual.split()).as(expected.path()).isEqualTo(expected.split());
    assertThat(actual.annotations()).as(expected.path()).hasSameSizeAs(expected.annotations());
    double off = OFF * Math.max(expected.width(), expected.height());
    for (int i = 0; i < expected.annotations().size(); i++) {
      WrittenAnnotation one = expected.annotations().get(i);
      WrittenAnnotation other = actual.annotations().get(i);
      assertThat(other.labelClass()).isEqualTo(one.labelClass());
      assertThat(other.geometry().type()).isEqualTo(one.geometry().type());
      near(numbers(one.geometry()), numbers(other.geometry()), off);
      near(
          numbers(new Bbox(Objects.requireNonNull(one.box()))),
          numbers(new Bbox(Objects.requireNonNull(other.box()))),
          off);
      assertThat(other.attributes()).isEqualTo("{}");
      assertThat(other.sourceId()).isNull();
      assertThat(other.score()).isNull();
    }
  }

  private static void near(double[] expected, double[] actual, double off) {
    assertThat(actual).hasSameSizeAs(expected);
    for (int i = 0; i < expected.length; i++) {
      assertThat(Math.abs(actual[i] - expected[i])).isLessThanOrEqualTo(off);
    }
  }

  private static double[] numbers(Geometry geometry) {
    return switch (geometry) {
      case Bbox(Box b) -> new double[] {b.x(), b.y(), b.width(), b.height()};
      case Polygon p ->
          p.parts().stream()
              .flatMap(List::stream)
              .flatMapToDouble(at -> DoubleStream.of(at.x(), at.y()))
              .toArray();
      case RotatedBox r ->
          r.corners().stream().flatMapToDouble(at -> DoubleStream.of(at.x(), at.y())).toArray();
      case Keypoints k ->
          k.points().stream()
              .flatMapToDouble(at -> DoubleStream.of(at.x(), at.y(), at.visibility()))
              .toArray();
      default -> throw new AssertionError("Not written: " + geometry);
    };
  }
}
