package io.granary.bigquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.bigquery.FakeBigQuery.Answer;
import io.granary.warehouse.WarehouseEngine;
import io.granary.warehouse.WarehouseSource;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The engine as a function has it. */
final class BigQueryEngineTest {
  @RegisterExtension final Cloud cloud = new Cloud();

  @Test
  void theBeanOpensWarehousesAtTheAddressOfTheSettings() {
    cloud.fake().at("/projects/p-1/datasets/raw_data/tables/t", Answer.ok("{}"));
    Map<String, Object> settings =
        Map.of(
            "granary.bigquery.url",
            cloud.fake().url().toString(),
            "granary.bigquery.project",
            "p-1");
    try (var context = ApplicationContext.run(settings)) {
      var engine = context.getBean(WarehouseEngine.class);
      var source = new WarehouseSource("bigquery", null, "raw_data", null);

      assertThat(engine.kind()).isEqualTo("bigquery");
      assertThat(engine.open(source).source()).isEqualTo(source);
      assertThat(engine.open(source).dialect().name()).isEqualTo("bigquery");
      assertThat(engine.open(source).table("t")).isPresent();
    }
    assertThat(cloud.fake().asked().getFirst().headers()).doesNotContainKey("Authorization");
  }

  @Test
  void settingsHaveTheirDefaults() {
    try (var context = ApplicationContext.run()) {
      assertThat(context.getBean(BigQueryConfig.class))
          .isEqualTo(
              new BigQueryConfig(
                  null,
                  null,
                  null,
                  Duration.ofSeconds(25),
                  Duration.ofSeconds(15),
                  4,
                  Duration.ofMillis(250)));
    }
  }

  @Test
  void settingsThatMakeNoSenseAreRefused() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new BigQueryConfig(null, null, null, second, second, 0, second))
        .hasMessage("Cannot try so often: granary.bigquery.attempts is not 1 to 10 but 0");
    assertThatThrownBy(() -> new BigQueryConfig(null, null, null, Duration.ZERO, second, 1, second))
        .hasMessage("Cannot wait so long: granary.bigquery.patience is PT0S");
  }
}
