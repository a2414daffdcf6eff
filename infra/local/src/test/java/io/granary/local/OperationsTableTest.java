package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.testing.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class OperationsTableTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final Path FUNCTIONS = Path.of(System.getProperty("granary.root"), "functions");

  @Test
  void theTableHasEveryFunctionWithItsTrigger() throws IOException {
    assertThat(rows(1)).isEqualTo(Operations.triggers(STACK.context()));
  }

  @Test
  void everyFunctionHasARouteOrAQueue() {
    assertThat(Operations.triggers(STACK.context()).keySet()).isEqualTo(Operations.declared());
  }

  @Test
  void theClassesOfTheTableAreThere() throws IOException {
    for (String place : rows(2).values()) {
      String[] parts = place.replace("`", "").split("/…/");
      Path file =
          FUNCTIONS.resolve(
              "%1$s/src/main/java/io/granary/%1$s/%2$s.java".formatted(parts[0], parts[1]));
      assertThat(file).exists();
    }
  }

  private static Map<String, String> rows(int column) throws IOException {
    Map<String, String> rows = new TreeMap<>();
    for (String line : Files.readAllLines(FUNCTIONS.resolve("README.md"))) {
      String[] cells = line.split("\\|");
      if (cells.length > 4 && !cells[1].contains("-|") && !cells[1].isBlank()) {
        rows.put(cells[1].strip(), cells[column + 1].strip());
      }
    }
    rows.remove("Operation");
    rows.remove("---");
    return rows;
  }
}
