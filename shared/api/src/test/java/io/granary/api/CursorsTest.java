package io.granary.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.domain.GranaryException;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CursorsTest {
  private final Cursors cursors = new Cursors(TestAuth.config(), TestAuth.secrets());

  @Test
  void aCursorGivesItsKeysBackToItsQuery() {
    String cursor = cursors.write("datasets of anna", List.of("2026-01-01T00:00:00Z", "é\"\\"));

    assertThat(cursors.read("datasets of anna", cursor))
        .containsExactly("2026-01-01T00:00:00Z", "é\"\\");
  }

  @Test
  void aCursorOfAnotherQueryIsRefused() {
    String cursor = cursors.write("datasets of anna", List.of("x"));

    assertThatThrownBy(() -> cursors.read("datasets of bert", cursor))
        .isInstanceOf(GranaryException.class)
        .hasMessage("Cannot continue the list: the cursor is not of this query.");
  }

  @Test
  void everyAlteredCursorIsRefused() {
    String cursor = cursors.write("q", List.of("x"));
    for (int i = 0; i < cursor.length() - 1; i++) {
      char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
      String altered = cursor.substring(0, i) + other + cursor.substring(i + 1);
      assertThatThrownBy(() -> cursors.read("q", altered)).isInstanceOf(GranaryException.class);
    }
    for (String altered : List.of("", "!", "AAAA", cursor + "AAAA", "x".repeat(5000))) {
      assertThatThrownBy(() -> cursors.read("q", altered)).isInstanceOf(GranaryException.class);
    }
  }
}
