package io.granary.openapi;

import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import java.util.List;

/** Documentation comments as the Markdown that OpenAPI takes. */
final class Markdown {
  private Markdown() {}

  static String of(List<? extends DocTree> parts) {
    var text = new StringBuilder();
    for (DocTree part : parts) {
      text.append(
          switch (part) {
            case TextTree plain -> plain.getBody();
            case LiteralTree literal -> "`" + literal.getBody().getBody() + "`";
            case LinkTree link -> "`" + link.getReference().getSignature() + "`";
            case StartElementTree element -> element.getName().contentEquals("p") ? "\n\n" : "\n- ";
            default -> "";
          });
    }
    return text.toString()
        .lines()
        .map(String::strip)
        .reduce("", (a, b) -> b.isEmpty() ? a + "\n\n" : join(a, b))
        .replaceAll("\n{3,}", "\n\n")
        .strip();
  }

  private static String join(String before, String line) {
    boolean isNew = before.isEmpty() || before.endsWith("\n") || line.startsWith("- ");
    return before + (isNew ? (line.startsWith("- ") ? "\n" : "") : " ") + line;
  }
}
