package io.granary.formats.granary;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.formats.annotations.AnySet;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.MemorySet;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.Told;
import io.granary.formats.annotations.WrittenAnnotation;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What a backup says comes back, of every type of annotation. */
final class GranaryRoundTripTest {
  @Provide
  Arbitrary<MemorySet> sets() {
    return AnySet.sets();
  }

  @Property(tries = 200)
  void aBackupMakesAnEqualSet(@ForAll("sets") MemorySet set) throws IOException {
    var index = new SampleIndex();
    set.samples().forEach(s -> index.add(s.path(), s.width(), s.height()));

    Imported read = Imported.read(new GranaryFormat(), Backups.of(set), index);

    MemorySet again = MemorySet.of(read);
    assertThat(again.classes()).isEqualTo(set.classes());
    assertThat(Told.lines(again)).isEqualTo(Told.lines(set));
    assertThat(ids(again)).isEqualTo(ids(set));
    set.samples()
        .forEach(
            s -> {
              String[] split = {"not given"};
              read.target()
                  .splits()
                  .forEach(
                      (sample, name) -> {
                        if (index.path(sample).equals(s.path())) {
                          split[0] = name;
                        }
                      });
              assertThat(split[0]).isEqualTo(s.split());
            });
  }

  private static List<String> ids(MemorySet set) {
    return set.samples().stream()
        .flatMap(sample -> sample.annotations().stream())
        .map(WrittenAnnotation::sourceId)
        .filter(Objects::nonNull)
        .sorted()
        .toList();
  }
}
