package io.granary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.simulator.Expected.Ready;
import io.granary.simulator.Scenario.Drop;
import io.granary.testing.TestStack;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A part takes longer than Lambda gives it. */
final class DeadlineTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final int PICTURES = 40;
  private static final Duration WRITE = Duration.ofSeconds(50);
  private static Stage stage;

  @BeforeAll
  static void open() throws SQLException {
    stage = new Stage(STACK.stack(), Map.of());
  }

  @AfterAll
  static void close() throws SQLException {
    stage.close();
  }

  @Test
  void itStopsInTimeAndTheNextInvocationGoesOn() {
    var archive = new Archive("");
    for (int i = 0; i < PICTURES; i++) {
      archive.image("images/%d.png".formatted(i), Scenarios.picture(i));
    }
    byte[] bytes = archive.bytes();
    var expected = new Ready(archive.content());
    var drop = Drop.once("drop/ada/set.zip", Duration.ZERO, bytes, expected);
    var play = new Play(stage, 5, Scenario.of(List.of(drop)), Weather.slow(WRITE));

    play.judge();

    List<String> lines = play.world().trace().lines();
    assertThat(play.look().rows("select count(*) from ingest_parts")).containsExactly("1");
    assertThat(
            lines.stream().filter(line -> line.contains("ingest-part#") && line.endsWith("begins")))
        .hasSizeBetween(3, 4);
    assertThat(lines).noneMatch(line -> line.endsWith("is out of time"));
    Map<String, Long> puts =
        play.world().trace().calls().stream()
            .filter(call -> call.startsWith("s3 put raw/"))
            .collect(Collectors.groupingBy(call -> call, Collectors.counting()));
    assertThat(puts).hasSize(PICTURES).allSatisfy((_, times) -> assertThat(times).isEqualTo(1));
  }
}
