package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.api.Deployed;
import io.granary.openapi.OperationsTable;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class OperationsTableTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final Path FUNCTIONS = Path.of(System.getProperty("granary.root"), "functions");

  @Test
  void theTableIsWhatTheClassesSay() throws IOException {
    String table = OperationsTable.of(Deployed.all());
    assertThat(Files.readString(FUNCTIONS.resolve("README.md")))
        .as("The table at the end of functions/README.md should be:%n%s", table)
        .endsWith(table);
  }

  @Test
  void everyFunctionHasATrigger() {
    assertThat(Operations.triggers(STACK.context()).keySet()).isEqualTo(Operations.declared());
  }
}
