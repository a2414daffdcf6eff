package io.granary.formats.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

final class XmlWriterTest {
  private static String readBack(String written) throws IOException {
    try (XmlCursor cursor =
        XmlCursor.open(
            () -> new ByteArrayInputStream(written.getBytes(StandardCharsets.UTF_8)), 1 << 20)) {
      cursor.toElement(2);
      return cursor.element().value();
    }
  }

  @Property(tries = 300)
  void aTextReadsBackAsItWasOrIsToldAbout(@ForAll String text) throws IOException {
    var out = new StringWriter();
    var xml = new XmlWriter(out);
    xml.open("a").leaf("b", text).close("a");

    assertThat(readBack(out.toString()).equals(text)).isNotEqualTo(xml.isReplaced());
  }

  @Test
  void whatXmlHasMarksForIsEscaped() throws IOException {
    String text = " <&>\r\n\t]]>\"' \uD83E\uDD86 ";
    var out = new StringWriter();
    var xml = new XmlWriter(out);
    xml.open("a").leaf("b", text).close("a");

    assertThat(readBack(out.toString())).isEqualTo(text);
    assertThat(xml.isReplaced()).isFalse();
  }

  @Test
  void whatXmlCannotHoldIsReplaced() throws IOException {
    var out = new StringWriter();
    var xml = new XmlWriter(out);
    xml.open("a").leaf("b", "x\u0001\uFFFE\uD800y").close("a");

    assertThat(readBack(out.toString())).isEqualTo("x\uFFFD\uFFFD\uFFFDy");
    assertThat(xml.isReplaced()).isTrue();
  }
}
