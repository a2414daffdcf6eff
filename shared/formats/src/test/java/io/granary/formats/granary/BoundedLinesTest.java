package io.granary.formats.granary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Lines, whatever their length. */
final class BoundedLinesTest {
  private static List<String> read(int most, byte[] content) throws IOException {
    List<String> all = new ArrayList<>();
    new BoundedLines(most)
        .read(
            () -> new ByteArrayInputStream(content),
            new BoundedLines.Visitor() {
              @Override
              public void line(long number, String text) {
                all.add(number + " " + text);
              }

              @Override
              public void unreadable(long number, String problem) {
                all.add(number + "! " + problem);
              }
            });
    return all;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void everyLineThatIsNotBlankIsGivenWithItsNumber() throws IOException {
    assertThat(read(10, bytes("a\n\n é \n"))).containsExactly("1 a", "3  é ");
    assertThat(read(10, bytes("a\nb"))).containsExactly("1 a", "2 b");
    assertThat(read(10, bytes(""))).isEmpty();
  }

  @Test
  void aLineThatIsTooLongLeavesTheOthersAsTheyAre() throws IOException {
    assertThat(read(4, bytes("four\nfives\nsix\n")))
        .containsExactly("1 four", "2! It has 5 bytes, and a line may have 4", "3 six");
    String large = "x".repeat(1 << 20);
    assertThat(read(2 << 20, bytes(large + "\na"))).containsExactly("1 " + large, "2 a");
    assertThat(read(1 << 19, bytes(large + "\na")))
        .containsExactly("1! It has 1048576 bytes, and a line may have 524288", "2 a");
  }

  @Test
  void whatIsNoUtf8IsNamed() throws IOException {
    assertThat(read(4, new byte[] {'a', (byte) 0xC3, '\n', 'b'}))
        .containsExactly("1! Not UTF-8", "2 b");
  }
}
