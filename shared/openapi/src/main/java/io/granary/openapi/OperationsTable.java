package io.granary.openapi;

import io.granary.api.Deployed;
import java.util.List;
import java.util.stream.Collectors;

/** The table of all functions in functions/README.md. */
public final class OperationsTable {
  private static final String HEAD =
      """
      | Operation | Trigger | Class | First requirements |
      |---|---|---|---|
      """;

  private OperationsTable() {}

  /** The table as Markdown, a row for each function in the order given. */
  public static String of(List<Deployed> functions) {
    return functions.stream().map(OperationsTable::row).collect(Collectors.joining("", HEAD, ""));
  }

  private static String row(Deployed function) {
    String replaces = function.declared().replaces();
    return "| %s | %s | `%s/…/%s` | %s |\n"
        .formatted(
            function.name(),
            function.trigger(),
            function.family(),
            function.function().getSimpleName(),
            replaces.isEmpty() ? "–" : "`%s`".formatted(replaces));
  }
}
