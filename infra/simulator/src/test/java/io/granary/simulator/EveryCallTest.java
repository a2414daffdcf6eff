package io.granary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.testing.TestStack;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One call of an ingest goes wrong, each in its turn, and all else goes well. */
final class EveryCallTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final long SEED = 1;
  private static final Weather WEATHER = Weather.hopeful();
  private static Stage stage;

  @BeforeAll
  static void open() throws SQLException {
    stage = new Stage(STACK.stack(), Stage.SMALL_PARTS);
  }

  @AfterAll
  static void close() throws SQLException {
    stage.close();
  }

  static List<Fault> faults() {
    return Seeds.isThorough()
        ? Fault.real()
        : List.of(Fault.CRASH_BEFORE, Fault.CRASH_AFTER, Fault.ERROR_AFTER);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void whereverItStrikesTheDatasetIsTheSame(Fault fault) {
    Play calm = play(FaultPlan.NONE);
    calm.judge();
    List<String> calls = calm.world().trace().calls();
    assertThat(calls).hasSizeGreaterThan(80);
    List<String> failed = new ArrayList<>();
    int struck = 0;
    for (int call = 1; call <= calls.size(); call++) {
      if (isWorthWhile(fault, calls.get(call - 1))) {
        struck++;
        Play play = play(FaultPlan.at(call, fault));
        try {
          play.judge();
        } catch (AssertionError e) {
          failed.add("%s at call %d: %s".formatted(fault, call, e.getMessage()));
        }
      }
    }
    assertThat(failed).isEmpty();
    assertThat(struck).isGreaterThan(20);
  }

  /** Of a call that changes nothing, nobody can tell what came after it from what came before. */
  private static boolean isWorthWhile(Fault fault, String call) {
    return fault.isBefore() || World.isChange(call) || Seeds.isThorough();
  }

  private static Play play(FaultPlan faults) {
    Play play = new Play(stage, SEED, Scenarios.one(), WEATHER);
    play.world().faults(faults);
    return play;
  }
}
