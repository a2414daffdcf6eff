package io.granary.formats.yolo;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.Box;
import io.granary.formats.geometry.Point;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DecimalTest {
  private static final BigDecimal TWO = BigDecimal.valueOf(2);

  /** Numbers of all lengths, about the longest that are computed without BigDecimal. */
  @Property(tries = 2000)
  void pixelsAreRoundedOnce(@ForAll long seed) {
    var random = new Random(seed);
    String middle = text(random);
    String length = text(random);
    int side = 1 + random.nextInt(random.nextBoolean() ? 6000 : Integer.MAX_VALUE);

    BigDecimal whole = BigDecimal.valueOf(side);
    BigDecimal twice = new BigDecimal(middle).multiply(TWO).subtract(new BigDecimal(length));
    assertThat(Decimal.of(middle).of(side))
        .as("%s of %d", middle, side)
        .isEqualTo(new BigDecimal(middle).multiply(whole).doubleValue() + 0.0);
    assertThat(Decimal.of(middle).startOf(Decimal.of(length), side))
        .as("%s, %s of %d", middle, length, side)
        .isEqualTo(twice.multiply(whole).divide(TWO).doubleValue() + 0.0);
  }

  private static String text(Random random) {
    var digits = new StringBuilder(random.nextInt(4) == 0 ? "-" : "");
    digits.append(random.nextInt(8) == 0 ? random.nextInt(100_000) : random.nextInt(2)).append('.');
    for (int i = random.nextInt(24); i >= 0; i--) {
      digits.append(random.nextInt(10));
    }
    return digits + (random.nextInt(8) == 0 ? "e-" + random.nextInt(330) : "");
  }

  /** Of any magnitude, down to the smallest double. */
  @Property(tries = 2000)
  void whatIsWrittenIsReadBack(@ForAll long seed) {
    var random = new Random(seed);
    int side = 1 + random.nextInt(random.nextBoolean() ? 6000 : Integer.MAX_VALUE);
    var box = new Box(any(random), any(random), any(random), any(random));
    var point = new Point(any(random), any(random));

    List<String> texts =
        new RowNumbers(new ImageEdge(side, side)).box(box).point(point).whole(2).texts();
    LabelRow row = LabelRow.of("0 " + String.join(" ", texts));

    assertThat(row.isFinite()).isTrue();
    assertThat(
            new Box(
                row.decimal(0).startOf(row.decimal(2), side),
                row.decimal(1).startOf(row.decimal(3), side),
                row.decimal(2).of(side),
                row.decimal(3).of(side)))
        .isEqualTo(box);
    assertThat(new Point(row.decimal(4).of(side), row.decimal(5).of(side))).isEqualTo(point);
    assertThat(texts.getLast()).isEqualTo("2");
  }

  private static double any(Random random) {
    double size = random.nextInt(4) == 0 ? Math.scalb(1.0, -random.nextInt(1075)) : 1000;
    double number = random.nextDouble() * size + Double.MIN_VALUE;
    return random.nextInt(4) == 0 ? -number : number;
  }

  @Test
  void numbersThatDoublesHaveNot() {
    var numbers = new RowNumbers(new ImageEdge(3, 3));

    assertThat(numbers.point(new Point(1, 2)).texts())
        .containsExactly("0.33333333333333333", "0.66666666666666667");
    assertThat(numbers.isFinite()).isTrue();
    assertThat(numbers.point(new Point(Double.NaN, 2)).isFinite()).isFalse();
    assertThat(
            new RowNumbers(new ImageEdge(3, 3))
                .box(new Box(0, 0, Double.POSITIVE_INFINITY, 1))
                .isFinite())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-0", "-0.0", "0e999999999", "1e-999999999", "-1e-999999999999", ".0", "0."})
  void whatIsZeroAsADoubleIsZeroAndTakesNoTime(String text) {
    assertThat(LabelRow.number(text)).isZero();
    assertThat(Decimal.of(text).of(640)).isEqualTo(0.0);
    assertThat(Decimal.of("0.5").startOf(Decimal.of(text), 640)).isEqualTo(320.0);
    assertThat(Decimal.of(text).startOf(Decimal.of("0.5"), 640)).isEqualTo(-160.0);
  }
}
