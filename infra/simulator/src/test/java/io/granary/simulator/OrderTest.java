package io.granary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.simulator.Expected.Ready;
import io.granary.simulator.Scenario.Drop;
import io.granary.simulator.Scenario.Write;
import io.granary.testing.TestStack;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The events of one key arrive in any order. */
final class OrderTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final String KEY = "drop/ada/set.zip";
  private static final int WRITES = 4;
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
  void theLastWriterIsRightInWhateverOrderTheEventsCome() {
    int orders = Seeds.isThorough() ? 1000 : 60;
    List<String> wrong = new ArrayList<>();
    for (int seed = 1; seed <= orders; seed++) {
      try {
        new Play(stage, seed, scenario(), Weather.CALM).judge();
      } catch (AssertionError e) {
        wrong.add(e.getMessage());
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void sequencersRiseAndAreOfUnequalLengths() {
    List<String> sequencers = IntStream.rangeClosed(1, 64).mapToObj(DropEvents::sequencer).toList();

    assertThat(sequencers.stream().map(String::length).distinct().count()).isGreaterThan(1);
    assertThat(sequencers.stream().map(s -> (s + "0".repeat(20)).substring(0, 20)).toList())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  /** One key, written several times before any event of it can have arrived. */
  private static Scenario scenario() {
    List<Write> writes = new ArrayList<>();
    Archive last = new Archive("");
    for (int i = 0; i < WRITES; i++) {
      last = new Archive("").image("images/%d.png".formatted(i), Scenarios.picture(i));
      writes.add(new Write(Duration.ZERO, KEY, last.bytes()));
    }
    return Scenario.of(List.of(new Drop(KEY, writes, new Ready(last.content()))));
  }
}
