package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.testing.Ask;
import io.granary.testing.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class KeptJsonTest {
  @RegisterExtension static final TestStack STACK = FileShop.stack(Map.of());

  @Test
  void whatTheDatabaseDoesNotTakeIsReplaced() {
    List<String> texts = List.of("a\u0000b", "\\u0000", "c\\\u0000", "half \ud800");

    assertThat(Ask.of(STACK).text("select ?::jsonb::text", KeptJson.of(texts)))
        .isEqualTo("[\"a\ufffdb\", \"\\\\u0000\", \"c\\\\\ufffd\", \"half ?\"]");
  }

  @Test
  void whatIsNoTroubleStaysAsItIs() {
    Map<String, Object> value = Map.of("a", List.of(1, 2.5, "\"\\\n\u00e9"));

    assertThat(KeptJson.of(value)).isEqualTo("{\"a\":[1,2.5,\"\\\"\\\\\\n\u00e9\"]}");
  }

  @Test
  void bytesAreCountedAndNotCharacters() {
    String most = "x".repeat(KeptJson.MAX_BYTES - 2);

    assertThat(KeptJson.of(most)).hasSize(KeptJson.MAX_BYTES);
    assertThatThrownBy(() -> KeptJson.of("\u00e9" + most.substring(1)))
        .isInstanceOfSatisfying(
            GranaryException.class, e -> assertThat(e.code()).isEqualTo(Code.VALIDATION_FAILED))
        .hasMessage(
            "Cannot keep the result: it has 1048577 bytes, and 1048576 are the most. Ask for less"
                + " at once.");
  }
}
