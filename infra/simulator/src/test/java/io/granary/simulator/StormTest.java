package io.granary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.testing.TestStack;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every event arrives fifty times, and thirty-two of each are worked on at once. */
final class StormTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static Stage stage;

  @BeforeAll
  static void open() throws SQLException {
    stage = new Stage(STACK.stack(), Stage.SMALL_PARTS);
  }

  @AfterAll
  static void close() throws SQLException {
    stage.close();
  }

  @Test
  void eachHasItsEffectOnce() {
    var play = new Play(stage, 3, Scenarios.one(), Weather.storm(50, 32));

    play.judge();

    assertThat(play.look().rows("select count(*) from ingests")).containsExactly("1");
    assertThat(play.look().rows("select count(*) from jobs")).containsExactly("1");
    assertThat(
            play.look()
                .rows("select action, count(*) from audit_entries group by action order by 1"))
        .containsExactly("created 1", "uploaded 1");
    assertThat(play.world().trace().lines().stream().filter(line -> line.contains("receives")))
        .hasSizeGreaterThan(50 * 3);
  }
}
