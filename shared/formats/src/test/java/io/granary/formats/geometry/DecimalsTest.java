package io.granary.formats.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.Decimals;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One text for each number. */
final class DecimalsTest {
  @ParameterizedTest
  @CsvSource({
    "0.0, 0",
    "-0.0, 0",
    "12.50, 12.5",
    "1e2, 100",
    "0.0001, 0.0001",
    "1E-4, 0.0001",
    "0.10000000000000001, 0.1",
    "1e300, 1.0E300",
    "1e-12, 1.0E-12",
    "0.000000000001, 1.0E-12"
  })
  void textsOfOneNumberAreOne(String text, String wanted) {
    assertThat(Decimals.of(text, Double.parseDouble(text))).isEqualTo(wanted);
  }

  @Property
  void theTextReadsBackTheSame(@ForAll double value) {
    String text = Decimals.of(value);

    assertThat(Double.parseDouble(text)).isEqualTo(value + 0.0);
    assertThat(Decimals.of(text, value)).isEqualTo(text);
    assertThat(Decimals.of(Double.toString(value), value)).isEqualTo(text);
  }
}
