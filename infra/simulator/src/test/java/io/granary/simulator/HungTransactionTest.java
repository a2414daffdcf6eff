package io.granary.simulator;

import io.granary.simulator.Expected.Ready;
import io.granary.simulator.Scenario.Drop;
import io.granary.testing.TestStack;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A function hangs within a transaction, and others wait for what it holds. */
final class HungTransactionTest {
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
  void whatIsLeftOfTheTimeOfOneWhoWaitedIsNoVerdictOnItsArchive() {
    var first = new Archive("").image("a.png", Scenarios.picture(1));
    var second = new Archive("").image("b.png", Scenarios.picture(2));
    byte[] zip = first.bytes();
    second.bytes();
    var scenario =
        Scenario.of(
            List.of(
                Drop.once("drop/ada/a.zip", Duration.ZERO, zip, new Ready(first.content())),
                Drop.once(
                    "drop/ada/b.tar.gz",
                    Duration.ofSeconds(5),
                    Tar.zipped(second.entries()),
                    new Ready(second.content()))));
    var play = new Play(stage, 1, scenario, Weather.hopeful());
    var hung = new AtomicBoolean();
    play.world()
        .faults(
            (_, _, call) ->
                call.startsWith("copy ingest_items") && hung.compareAndSet(false, true)
                    ? Fault.HANG_AFTER
                    : Fault.NONE);

    play.judge();
  }
}
