package io.granary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.testing.TestStack;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whatever goes wrong in a world, what was dropped becomes what it must. */
final class SeedsTest {
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
  void everySeedEndsAsItsScenarioSays() {
    List<Long> failed = new ArrayList<>();
    List<String> first = new ArrayList<>();
    Seeds.chosen()
        .forEach(
            seed -> {
              try {
                play(seed).judge();
              } catch (AssertionError | RuntimeException e) {
                failed.add(seed);
                first.addAll(first.isEmpty() ? List.of(String.valueOf(e.getMessage())) : List.of());
              }
            });
    assertThat(failed).as(() -> String.join("", first) + Seeds.HOW_TO_REPLAY).isEmpty();
  }

  @Test
  void aSeedIsPlayedTheSameWayEachTime() {
    LongStream.rangeClosed(Seeds.first(), Seeds.first() + 9)
        .forEach(seed -> assertThat(trace(seed)).as("seed " + seed).isEqualTo(trace(seed)));
  }

  private static List<String> trace(long seed) {
    Play play = play(seed);
    play.judge();
    return play.world().trace().lines();
  }

  private static Play play(long seed) {
    return new Play(stage, seed, Scenarios.of(seed), Weather.of(seed));
  }
}
