package io.granary.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.json.Json;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

final class JsonLogFormatterTest {
  private final JsonLogFormatter formatter = new JsonLogFormatter();

  @AfterEach
  void forget() {
    MDC.clear();
  }

  @Test
  void aLineIsOneJsonObjectWithTheRequestsId() {
    MDC.put("request_id", "r-1");
    var entry = new LogRecord(Level.WARNING, "two\nlines {0}");
    entry.setLoggerName("io.granary.x");
    entry.setParameters(new Object[] {7});
    entry.setThrown(new IllegalStateException("broken"));

    String line = formatter.format(entry);

    assertThat(line).endsWith("}\n").hasLineCount(1);
    var json = Json.tree(line);
    assertThat(json.path("request_id").asText()).isEqualTo("r-1");
    assertThat(json.path("level").asText()).isEqualTo("WARNING");
    assertThat(json.path("message").asText()).isEqualTo("two\nlines 7");
    assertThat(json.path("trace").asText()).contains("broken");
  }

  @Test
  void withoutARequestThereIsNoId() {
    assertThat(formatter.format(new LogRecord(Level.INFO, "up"))).doesNotContain("request_id");
  }
}
