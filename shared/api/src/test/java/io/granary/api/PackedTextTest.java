package io.granary.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PackedTextTest {
  @Test
  void aShortTextIsKeptAsItIs() {
    assertThat(PackedText.of("{\"a\": 1}")).isEqualTo("{\"a\": 1}");
    assertThat(PackedText.read("{\"a\": 1}")).isEqualTo("{\"a\": 1}");
  }

  @Test
  void aLongTextComesBackAndTakesLessRoom() {
    String text =
        IntStream.range(0, 20_000).mapToObj("{\"ü\": %d}"::formatted).collect(Collectors.joining());

    String kept = PackedText.of(text);

    assertThat(kept.length()).isLessThan(text.length() / 2);
    assertThat(PackedText.read(kept)).isEqualTo(text);
  }
}
