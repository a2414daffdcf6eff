package io.granary.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.api.AccessTokens;
import io.granary.api.Deployed;
import io.granary.json.Json;
import io.granary.runtime.LambdaProcess.Function;
import io.granary.runtime.LambdaProcess.Jvm;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Lambda's own runtime calls what a function does before it is copied and in each copy. */
final class SnapStartedTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final Path CHECKOUT = Path.of(System.getProperty("granary.root"));
  private static final int PATIENCE_SECONDS = 60;

  @TempDir static Path folder;

  @Test
  void aCopyWhoseConnectionsAreGoneAnswersItsFirstRequest() throws Exception {
    String token = STACK.bean(AccessTokens.class).issue(STACK.user("ann").id());
    int before = connections();
    try (LambdaProcess process = start("list-tokens")) {
      process.api().copied().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(connections()).as("none goes into the snapshot").isLessThanOrEqualTo(before);
      String primed = process.output();
      assertThat(primed)
          .as("a request to its own route, refused before it did anything")
          .contains("/api/tokens", "401")
          .doesNotContain("prepare for a snapshot");
      process.api().restore();
      RuntimeApi.Outcome answer =
          process
              .invoke(Events.request("GET", "/api/tokens", token))
              .get(PATIENCE_SECONDS, TimeUnit.SECONDS);

      assertThat(Json.tree(answer.body()).path("statusCode").asInt())
          .as("%s%n%s", answer, process.output())
          .isEqualTo(200);
    }
  }

  private static LambdaProcess start(String name) throws IOException {
    Deployed deployed = Functions.named(name);
    Deployable deployable =
        Deployable.all(CHECKOUT).stream()
            .filter(one -> one.family().equals(deployed.family()))
            .findFirst()
            .orElseThrow();
    return LambdaProcess.start(
        new Function(name, deployed.handler(), 1024, STACK.properties()),
        deployable.unpack(folder),
        Jvm.SNAP_STARTED);
  }

  private static int connections() {
    return STACK
        .bean(Jdbi.class)
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select count(*) from pg_stat_activity where datname = current_database()")
                    .mapTo(Integer.class)
                    .one());
  }
}
