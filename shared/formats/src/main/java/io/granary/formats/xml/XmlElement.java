package io.granary.formats.xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An element with all that is in it.
 *
 * @param text its own, without that of the elements in it, as it stands there
 */
public record XmlElement(
    String name, Map<String, String> attributes, String text, List<XmlElement> children) {
  /** The first element of a name in it. */
  public Optional<XmlElement> child(String childName) {
    return children.stream().filter(child -> child.name.equals(childName)).findFirst();
  }

  /** The elements of a name in it. */
  public List<XmlElement> children(String childName) {
    return children.stream().filter(child -> child.name.equals(childName)).toList();
  }

  /** Its text without space around it, unless the element asks to keep that. */
  public String value() {
    return "preserve".equals(attributes.get("xml:space")) ? text : text.strip();
  }

  /** The value of the first element of a name in it; empty when there is none. */
  public String value(String childName) {
    return child(childName).map(XmlElement::value).orElse("");
  }

  /** An attribute; empty when there is none. */
  public String attribute(String attribute) {
    return attributes.getOrDefault(attribute, "");
  }
}
