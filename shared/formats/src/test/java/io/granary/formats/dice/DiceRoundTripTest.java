package io.granary.formats.dice;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.AnnotationType;
import io.granary.formats.annotations.AnySet;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.MemorySet;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.annotations.Told;
import io.granary.formats.annotations.WriteOptions;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a set has, it is there again after it was written and read. */
final class DiceRoundTripTest {
  @Provide
  Arbitrary<MemorySet> sets() {
    return AnySet.sets();
  }

  @Property(tries = 300)
  void whatIsWrittenIsReadBackTheSame(@ForAll("sets") MemorySet set, @ForAll WriteOptions.Ids ids)
      throws IOException {
    var files = new MemoryFiles();
    var writer = new DiceWriter("ds_1", "Any \"set\"");

    Receipt receipt = writer.write(set, files, new WriteOptions(ids));
    Imported read = Imported.read(new DiceFormat(), files, set.index(writer));

    assertThat(Told.lines(MemorySet.of(read))).isEqualTo(Told.lines(set));
    assertThat(read.target().classes().stream().map(DiceRoundTripTest::withoutNumber))
        .containsExactlyElementsOf(set.classes());
    Map<AnnotationType, Long> types =
        set.samples().stream()
            .flatMap(s -> s.annotations().stream())
            .collect(Collectors.groupingBy(a -> a.geometry().type(), Collectors.counting()));
    assertThat(receipt.samples()).isEqualTo(set.samples().size());
    assertThat(receipt.in()).isEqualTo(types);
    assertThat(receipt.out()).isEqualTo(types);
    assertThat(receipt.dropped()).isEmpty();
    assertThat(read.target().skipped()).isZero();
    assertThat(read.annotations().stream().map(a -> a.sourceId()).distinct().count())
        .isEqualTo(read.annotations().size());
  }

  private static ImportedClass withoutNumber(ImportedClass c) {
    return new ImportedClass(
        c.name(), c.supercategory(), "", c.color(), List.copyOf(c.keypoints()), c.skeleton());
  }
}
