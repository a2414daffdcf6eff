package io.granary.formats.voc;

import io.granary.formats.xml.XmlElement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What every object of VOC has, though nobody may have said it. In files that were written here
 * such elements say nothing; where they do, they are among the attributes too. In all other files
 * they say what they say.
 */
final class VocDefaults {
  static final String SOURCE = "source";

  /** The element of the source that says who has annotated, as in those of VOC 2007. */
  static final String WRITTEN_BY = "annotation";

  static final String GRANARY = "Granary";

  /** The elements in their order. */
  static final Map<String, String> VALUES = values();

  private VocDefaults() {}

  private static Map<String, String> values() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("pose", "Unspecified");
    values.put("truncated", "0");
    values.put("difficult", "0");
    return Collections.unmodifiableMap(values);
  }

  /** The text of the element that VOC has for an attribute; empty when it has none for it. */
  static String element(String name, String value) {
    return switch (name) {
      case "pose" -> AttributeText.isJson(value) ? "" : value;
      case "difficult", "truncated", "occluded" ->
          value.equals("true") ? "1" : value.equals("false") ? "0" : "";
      default -> "";
    };
  }

  /** The objects of a file, without what they have by default. */
  static List<XmlElement> objects(XmlElement root) {
    List<XmlElement> objects = root.children("object");
    boolean isOwn = root.child(SOURCE).filter(s -> s.value(WRITTEN_BY).equals(GRANARY)).isPresent();
    return isOwn ? objects.stream().map(VocDefaults::without).toList() : objects;
  }

  private static XmlElement without(XmlElement object) {
    List<XmlElement> said =
        object.children().stream()
            .filter(field -> !field.value().equals(VALUES.get(field.name())))
            .toList();
    return new XmlElement(object.name(), object.attributes(), object.text(), said);
  }
}
