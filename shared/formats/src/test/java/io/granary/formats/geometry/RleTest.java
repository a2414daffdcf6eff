package io.granary.formats.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.Box;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

final class RleTest {
  @Property(tries = 300)
  void compressedRunsReadBackAsTheyWere(
      @ForAll @Size(min = 1, max = 40) List<@IntRange(max = 5000) Integer> runs) {
    long sum = 0;
    long[] counts = new long[runs.size()];
    for (int i = 0; i < runs.size(); i++) {
      counts[i] = runs.get(i);
      sum += runs.get(i);
    }
    if (sum == 0) {
      return;
    }
    Rle mask = Rle.of(1, (int) sum, counts).orElseThrow();

    Rle read = Rle.parse(1, (int) sum, mask.compressed()).orElseThrow();

    assertThat(read.compressed()).isEqualTo(mask.compressed());
    assertThat(read.box()).isEqualTo(mask.box());
  }

  @Test
  void theBoxOfAMaskRunsByColumns() {
    // 4 rows, 5 columns; ones in rows 1 and 2 of columns 1 to 3.
    Rle mask = Rle.of(4, 5, new long[] {5, 2, 2, 2, 2, 2, 5}).orElseThrow();

    assertThat(mask.box()).isEqualTo(new Box(1, 1, 3, 2));
  }

  @Test
  void runsThatDoNotFillTheMaskAreNone() {
    assertThat(Rle.of(4, 5, new long[] {5, 2})).isEmpty();
    assertThat(Rle.of(4, 5, new long[] {21})).isEmpty();
    assertThat(Rle.of(4, 5, new long[] {-1, 21})).isEmpty();
    assertThat(Rle.parse(4, 5, "\u00e9")).isEmpty();
  }
}
