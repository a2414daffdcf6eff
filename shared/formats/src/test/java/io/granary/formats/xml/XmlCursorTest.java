package io.granary.formats.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.formats.annotations.Content;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class XmlCursorTest {
  private static final int SMALL = 32 << 20;

  private static Content content(String text) {
    return () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static XmlElement root(String text) throws IOException {
    try (XmlCursor cursor = XmlCursor.open(content(text), SMALL)) {
      assertThat(cursor.toElement(1)).isTrue();
      XmlElement root = cursor.element();
      cursor.end();
      return root;
    }
  }

  private static void pass(String text) throws IOException {
    try (XmlCursor cursor = XmlCursor.stream(content(text))) {
      cursor.end();
    }
  }

  @Test
  void anElementHasItsTextAttributesAndElements() throws IOException {
    XmlElement root =
        root("<?xml version='1.0'?><a b='1'> x<c>1</c><c> 2 </c><!-- no --><![CDATA[<y>]]></a>");

    assertThat(root.attribute("b")).isEqualTo("1");
    assertThat(root.value()).isEqualTo("x<y>");
    assertThat(root.value("c")).isEqualTo("1");
    assertThat(root.children("c")).extracting(XmlElement::value).containsExactly("1", "2");
    assertThat(root.value("none")).isEmpty();
  }

  @Test
  void elementsOfADepthComeOneAfterTheOther() throws IOException {
    try (XmlCursor cursor = XmlCursor.stream(content("\uFEFF<a><b><c/><c/></b><d><c/></d></a>"))) {
      assertThat(cursor.toElement(2)).isTrue();
      assertThat(cursor.name()).isEqualTo("b");
      assertThat(cursor.toElement(3)).isTrue();
      cursor.element();
      assertThat(cursor.toElement(3)).isTrue();
      assertThat(cursor.toElement(3)).isFalse();
      assertThat(cursor.toElement(2)).isTrue();
      assertThat(cursor.name()).isEqualTo("d");
      assertThat(cursor.toElement(2)).isFalse();
      cursor.end();
      assertThat(cursor.toElement(2)).isFalse();
    }
  }

  @Test
  void nothingIsExpandedAndNothingIsOpened() {
    String laughs = "<!DOCTYPE l [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;&a;'>]><l>&b;</l>";

    assertThatThrownBy(() -> root(laughs))
        .isInstanceOf(XmlException.class)
        .hasMessageContaining("DTD");
    assertThatThrownBy(
            () -> root("<!DOCTYPE l [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><l>&x;</l>"))
        .isInstanceOf(XmlException.class)
        .hasMessageContaining("DTD");
    assertThatThrownBy(() -> root("<!DOCTYPE l SYSTEM 'http://127.0.0.1:1/x.dtd'><l/>"))
        .isInstanceOf(XmlException.class)
        .hasMessageContaining("DTD");
    assertThatThrownBy(() -> root("<l>&x;</l>")).isInstanceOf(XmlException.class);
  }

  @Test
  void whatIsDamagedSaysWhere() {
    assertThatThrownBy(() -> root("<a><b></a>"))
        .isInstanceOf(XmlException.class)
        .hasMessageStartingWith("Not XML at line 1, column ");
    assertThatThrownBy(() -> root("<?xml version='1.1'?><a/>"))
        .isInstanceOf(XmlException.class)
        .hasMessage("XML 1.1, not 1.0");
    assertThatThrownBy(() -> root("")).isInstanceOf(XmlException.class);
    assertThatThrownBy(() -> root("<a/><b/>")).isInstanceOf(XmlException.class);
    assertThatThrownBy(() -> root("<?xml version='1.0' encoding='klingon'?><a/>"))
        .isInstanceOf(XmlException.class);
    assertThatThrownBy(
            () -> {
              try (XmlCursor cursor =
                  XmlCursor.stream(() -> new ByteArrayInputStream(new byte[] {'<', (byte) 0xFF}))) {
                cursor.end();
              }
            })
        .isInstanceOf(XmlException.class);
  }

  @Test
  void everyLimitEndsReading() {
    assertThatThrownBy(() -> pass("<a>".repeat(10_000)))
        .isInstanceOf(XmlException.class)
        .hasMessageContaining("depth");
    String long17 = "x".repeat(17 << 20);
    assertThatThrownBy(() -> pass("<a b='" + long17 + "'/>")).isInstanceOf(XmlException.class);
    assertThatThrownBy(() -> pass("<a>" + long17 + "</a>")).isInstanceOf(XmlException.class);
    assertThatThrownBy(() -> pass("<a><!--" + "<b>".repeat(6 << 20) + "--></a>"))
        .isInstanceOf(XmlException.class)
        .hasMessageContaining("longer than");
    var names = new StringBuilder("<a>");
    for (int i = 0; i < 10_001; i++) {
      names.append("<b").append(i).append("/>");
    }
    assertThatThrownBy(() -> pass(names.append("</a>").toString()))
        .isInstanceOf(XmlException.class)
        .hasMessageContaining("names");
    assertThatThrownBy(() -> root("<a>" + "x".repeat(SMALL) + "</a>"))
        .isInstanceOf(XmlException.class)
        .hasMessageContaining("Larger");
  }

  @Test
  void manyShortElementsAreNotLong() throws IOException {
    pass("<a>" + "<b c='-->'/><!-- - <x> --><![CDATA[<!--]]]>".repeat(500_000) + "</a>");
  }

  @Test
  void aFileThatCannotBeFetchedIsNotDamaged() {
    Content broken =
        () -> {
          InputStream none = InputStream.nullInputStream();
          none.close();
          return none;
        };

    assertThatThrownBy(() -> XmlCursor.open(broken, 10))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(XmlException.class)
        .hasMessage("Stream closed");
  }
}
