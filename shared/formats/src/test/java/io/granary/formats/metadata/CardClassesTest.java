package io.granary.formats.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CardClassesTest {
  private static CardClasses read(String yaml) throws IOException {
    byte[] card = ("---\n" + yaml + "---\n").getBytes(StandardCharsets.UTF_8);
    return CardClasses.of(() -> new ByteArrayInputStream(card));
  }

  @Test
  void escapesThatAreNoCharactersGiveNoNames() throws IOException {
    CardClasses classes = read("x: \"\\U99999999\"\n");

    assertThat(classes.name("label", "0")).isNull();
  }

  @Test
  void aliasesOfWhatTheyAreInEnd() {
    String yaml =
        """
        dataset_info:
          features: &a
          - {dtype: *a, sequence: *a, list: *a, struct: *a}
          - {dtype: *a, sequence: *a, list: *a, struct: *a}
          - {name: label, dtype: {class_label: {names: [fox, owl]}}}
        """;

    CardClasses classes = assertTimeoutPreemptively(Duration.ofSeconds(10), () -> read(yaml));

    assertThat(classes.name("label", "1")).isEqualTo("owl");
  }
}
