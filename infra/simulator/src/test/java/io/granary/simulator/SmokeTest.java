package io.granary.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.database.UserRepository;
import io.granary.domain.Ids;
import io.granary.testing.SampleCoco;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SmokeTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aDropBecomesADataset() throws Exception {
    byte[] zip = SampleCoco.zip(7);
    try (var stage = new Stage(STACK.stack(), Map.of("granary.archive.part-members", 3))) {
      for (int i = 0; i < 30; i++) {
        long t0 = System.nanoTime();
        World world = stage.begin(i, Weather.CALM);
        long t1 = System.nanoTime();
        stage
            .bean(UserRepository.class)
            .insert(
                new User(
                    stage.bean(Ids.class).next(), "ada", "a@b.c", "user", world.clock().instant()),
                "!");
        world.objects().put("drop/ada/cats.zip", zip, "application/zip");
        world.run();
        long t2 = System.nanoTime();
        System.out.println(
            "clear "
                + (t1 - t0) / 1000
                + " us, run "
                + (t2 - t1) / 1000
                + " us, calls "
                + world.calls());
        if (i == 0) System.out.println(world.trace().tail(400));
        assertThat(world.objects().find("drop/ada/cats.zip.result.json")).isPresent();
      }
    }
  }
}
