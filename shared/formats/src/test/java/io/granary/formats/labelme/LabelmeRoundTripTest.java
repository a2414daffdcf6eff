package io.granary.formats.labelme;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.AnySet;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.MemorySet;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.annotations.Told;
import io.granary.formats.annotations.WriteOptions;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Caption;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Label;
import io.granary.formats.geometry.Polygon;
import io.granary.formats.geometry.RotatedBox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the format can hold is there again after it was written and read. */
final class LabelmeRoundTripTest {
  @Provide
  Arbitrary<MemorySet> sets() {
    return AnySet.sets();
  }

  @Property(tries = 300)
  void whatIsWrittenIsReadBackTheSame(@ForAll("sets") MemorySet set, @ForAll WriteOptions.Ids ids)
      throws IOException {
    var files = new MemoryFiles();
    var writer = new LabelmeWriter();

    Receipt receipt = writer.write(set, files, new WriteOptions(ids));

    assertThat(files.paths()).hasSize(set.samples().size());
    assertThat(receipt.samples()).isEqualTo(set.samples().size());
    long given = set.samples().stream().mapToLong(s -> s.annotations().size()).sum();
    assertThat(sum(receipt.in().values())).isEqualTo(given);
    assertThat(sum(receipt.out().values()) + sum(receipt.dropped().values())).isEqualTo(given);
    if (!set.samples().isEmpty()) {
      Imported read = Imported.read(new LabelmeFormat(), files, set.index(writer));
      MemorySet held = held(set);
      assertThat(Told.lines(MemorySet.of(read))).isEqualTo(Told.lines(held));
      assertThat(read.annotations()).hasSize((int) sum(receipt.out().values()));
    }
  }

  private static long sum(Iterable<Long> counts) {
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }

  /** What the format can hold of a set. */
  private static MemorySet held(MemorySet set) {
    return new MemorySet(
        set.classes(), set.samples().stream().map(LabelmeRoundTripTest::held).toList());
  }

  private static AnnotatedSample held(AnnotatedSample sample) {
    List<WrittenAnnotation> annotations = new ArrayList<>();
    Set<Integer> ofImage = new HashSet<>();
    for (WrittenAnnotation a : sample.annotations()) {
      Geometry geometry =
          a.geometry() instanceof RotatedBox(var corners)
              ? new Polygon(List.of(corners))
              : a.geometry();
      boolean isOfImage = geometry instanceof Label;
      if (!(geometry instanceof Caption) && (!isOfImage || ofImage.add(a.labelClass()))) {
        annotations.add(
            new WrittenAnnotation(
                a.labelClass(),
                geometry,
                geometry.box().orElse(null),
                isOfImage ? "{}" : a.attributes(),
                isOfImage ? null : a.score(),
                !isOfImage && a.isCrowd(),
                null));
      }
    }
    return new AnnotatedSample(sample.path(), null, sample.width(), sample.height(), annotations);
  }
}
