package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.storage.WarehouseMessage;
import io.granary.testing.QueuePoller;
import io.granary.testing.TestStack;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who asks what is being done already waits for it, and has nobody do it a second time. */
final class AskedAgainTest {
  @RegisterExtension
  static final TestStack STACK = FileShop.stack(Map.of("granary.jobs.patience", "0s"));

  private final User owner = STACK.user("o" + Long.toString(System.nanoTime(), 36));
  private final UUID model = FileShop.model(STACK, owner);

  private String ask() {
    return STACK
        .as(owner)
        .post("/api/models/%s/suggest-columns".formatted(model), "")
        .json()
        .path("job_id")
        .asText();
  }

  private static int messages() {
    return QueuePoller.of(STACK.context(), STACK.stack().names().queuePrefix())
        .poll(WarehouseMessage.QUEUE, 20);
  }

  private static void set(String job, String columns) {
    STACK
        .stack()
        .executeAsOwner(
            "update jobs set result = null, completed_at = null, %s where id = '%s'"
                .formatted(columns, job));
  }

  @Test
  void oneMessageServesAllWhoAsk() {
    String job = ask();

    assertThat(ask()).isEqualTo(job);
    assertThat(ask()).isEqualTo(job);
    assertThat(messages()).isEqualTo(1);
  }

  @Test
  void aJobThatNobodyHasBegunForAMinuteGetsAnotherMessage() {
    String job = ask();
    assertThat(messages()).isEqualTo(1);

    set(job, "status = 'pending', created_at = now() - interval '20 seconds'");
    assertThat(ask()).isEqualTo(job);
    assertThat(messages()).isZero();
    set(job, "status = 'pending', created_at = now() - interval '61 seconds'");
    assertThat(ask()).isEqualTo(job);
    assertThat(messages()).isEqualTo(1);
  }

  @Test
  void aJobThatHasRunForLongerThanItsTriesGetsAnotherMessage() {
    String job = ask();
    assertThat(messages()).isEqualTo(1);

    set(job, "status = 'running', started_at = now() - interval '80 minutes'");
    assertThat(ask()).isEqualTo(job);
    assertThat(messages()).isZero();
    set(job, "status = 'running', started_at = now() - interval '91 minutes'");
    assertThat(ask()).isEqualTo(job);
    assertThat(messages()).isEqualTo(1);
  }
}
