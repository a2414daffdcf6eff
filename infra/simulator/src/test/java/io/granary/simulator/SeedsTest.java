package io.granary.simulator;

import io.granary.testing.TestStack;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SeedsTest {
  @RegisterExtension static final TestStack STACK = new TestStack();
  private static Stage stage;

  @BeforeAll
  static void open() throws SQLException {
    stage = new Stage(STACK.stack(), Map.of("granary.archive.part-members", 3));
  }

  @AfterAll
  static void close() throws SQLException {
    stage.close();
  }

  @Test
  void calm() {
    int bad = 0;
    int most = 5;
    for (long seed = Integer.getInteger("first", 1);
        seed <= Integer.getInteger("last", 100);
        seed++) {
      try {
        Weather w = Boolean.getBoolean("calm") ? Weather.CALM : Weather.of(seed);
        var play = new Play(stage, seed, Scenarios.of(seed), w);
        play.judge();
        if (System.getProperty("trace") != null)
          System.out.println(play.world().trace().tail(100000));
      } catch (AssertionError e) {
        bad++;
        System.out.println(bad <= most ? e.getMessage() : e.getMessage().lines().limit(3).toList());
        if (bad <= most && e.getCause() != null)
          for (Throwable t = e.getCause(); t != null; t = t.getCause()) {
            System.out.println("!! " + t);
            for (int q = 0; q < Math.min(12, t.getStackTrace().length); q++)
              System.out.println("   " + t.getStackTrace()[q]);
          }
      }
    }
    System.out.println("BAD " + bad);
  }
}
