package io.granary.formats.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class CornersTest {
  @Property(tries = 1000)
  void aCornerGivesBackEveryBitOfTheDistance(
      @ForAll @DoubleRange(min = -1e9, max = 1e9) double start,
      @ForAll @DoubleRange(min = 0, max = 1e9) double distance) {
    String corner = Corners.corner(start, distance);

    assertThat(Corners.distance(Corners.text(start), corner)).isEqualTo(distance + 0.0);
    double sum = start + distance;
    double error = Math.ulp(sum) + Math.ulp(start) + Math.ulp(distance);
    assertThat(Double.parseDouble(corner)).isCloseTo(sum, Offset.offset(error));
  }

  @Test
  void evenNumbersOfAnySizeDo() {
    double[] numbers = {Double.MAX_VALUE, Double.MIN_VALUE, 1e-300, 1000.1, 0.123456789012345};
    for (double start : numbers) {
      for (double distance : numbers) {
        String corner = Corners.corner(start, distance);

        assertThat(Corners.distance(Corners.text(start), corner)).isEqualTo(distance);
      }
    }
  }

  @Test
  void textsStayShort() {
    assertThat(Corners.text(12.0)).isEqualTo("12");
    assertThat(Corners.text(-0.0)).isEqualTo("0");
    assertThat(Corners.corner(1000.1, 0.25)).isEqualTo("1000.35");
  }

  @Test
  void whatIsNoNumberIsNone() {
    for (String text :
        new String[] {"", "x", "NaN", "1e999999999", "0x10", "1d", "9".repeat(2000)}) {
      assertThat(Corners.number(text)).isNaN();
      assertThat(Corners.distance("1", text)).isNaN();
    }
    assertThat(Corners.number("1e400")).isInfinite();
    assertThat(Corners.distance("0.1", "0.3")).isEqualTo(0.2);
  }
}
