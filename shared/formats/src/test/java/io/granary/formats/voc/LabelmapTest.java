package io.granary.formats.voc;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.formats.annotations.ImportedClass;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class LabelmapTest {
  private static Labelmap of(String text) throws IOException {
    return Labelmap.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void linesMayBeShortAndNamesMayHaveColons() throws IOException {
    Labelmap labelmap =
        of(
            """
            # label:color_rgb:parts:actions
            background:0,0,0::
            a:b:1,2,3:head:run
            c
            d:9,9,9
            e:::
            f:999,0,0::
            """);

    assertThat(labelmap.classes())
        .extracting(ImportedClass::name)
        .containsExactly("background", "a:b", "c", "d", "e", "f");
    assertThat(labelmap.classes())
        .extracting(ImportedClass::color)
        .containsExactly("#000000", "#010203", null, "#090909", null, null);
  }

  @Test
  void pixelsMeanClassesByColorAndByNumber() throws IOException {
    Labelmap labelmap =
        of(
            """
            background:0,0,0::
            cat:1,2,3::
            dog:::
            """);

    assertThat(labelmap.byColor(0x010203)).contains("cat");
    assertThat(labelmap.byColor(0x008000)).contains("dog");
    assertThat(labelmap.byColor(0x123456)).isEmpty();
    assertThat(labelmap.byNumber(1)).contains("cat");
    assertThat(labelmap.byNumber(3)).isEmpty();
    assertThat(of("cat:1,2,3::").byNumber(1)).contains("cat");
    assertThat(Labelmap.STANDARD.byColor(0xC08080)).contains("person");
  }

  @Test
  void everyNumberHasItsColor() {
    assertThat(VocColors.color(1)).isEqualTo(0x800000);
    assertThat(VocColors.color(255)).isEqualTo(0xE0E0C0);
    for (int number = 0; number < 1 << 24; number += 1009) {
      assertThat(VocColors.number(VocColors.color(number))).isEqualTo(number);
    }
  }
}
