package io.granary.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.api.Deadline;
import io.granary.api.QueueFunction.Busy;
import io.granary.database.DeletionClaimRepository;
import io.granary.database.User;
import io.granary.testing.Ask;
import io.granary.testing.TestStack;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RunDeletionFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final Deadline LONG = new Deadline(() -> 900_000);
  private static final Deadline OVER = new Deadline(() -> 1000);

  private final DeletionRun run = STACK.bean(DeletionRun.class);
  private final Ask ask = Ask.of(STACK);

  @Test
  void whenTimeIsOverAnotherMessageAsksForTheRest() {
    Deleting birds = Deleting.of(STACK, STACK.user("ann"), "birds", 2);
    UUID job = begin(birds, Map.of());

    assertThat(run.run(job, OVER)).isTrue();
    assertThat(status(job)).isEqualTo("pending");
    assertThat(run.run(job, LONG)).isFalse();

    assertThat(status(job)).isEqualTo("completed");
    String result = ask.text("select result::text from jobs where id = ?", job);
    assertThat(run.run(job, LONG)).as("again").isFalse();
    assertThat(ask.text("select result::text from jobs where id = ?", job)).isEqualTo(result);
  }

  @Test
  void ofTwoAtOnceOneWaits() {
    Deleting bees = Deleting.of(STACK, STACK.user("bob"), "bees", 1);
    UUID job = begin(bees, Map.of());
    var claims = STACK.bean(DeletionClaimRepository.class);
    Instant now = Instant.now();
    assertThat(claims.claim(job, now, now.plusSeconds(60))).isTrue();

    assertThatThrownBy(() -> run.run(job, LONG)).isInstanceOf(Busy.class);
    claims.releaseAll();
    run.run(job, LONG);

    assertThat(status(job)).isEqualTo("completed");
  }

  @Test
  void aCancelledOneLeavesTheDatasetAsItWas() {
    User owner = STACK.user("cyn");
    Deleting cows = Deleting.of(STACK, owner, "cows", 1);
    String before = cows.digest();
    UUID job = begin(cows, Map.of());
    STACK
        .stack()
        .executeAsOwner("update jobs set status = 'cancelled' where id = '%s'".formatted(job));

    assertThat(run.run(job, LONG)).isFalse();

    assertThat(cows.digest()).isEqualTo(before);
    assertThat(cows.delete(Map.of("create_backup", false)).status()).isEqualTo(200);
  }

  @Test
  void aSetThatWasChangedMeanwhileStays() {
    User owner = STACK.user("dan");
    Deleting dogs = Deleting.of(STACK, owner, "dogs", 1);
    UUID job = begin(dogs, Map.of());
    STACK
        .stack()
        .executeAsOwner(
            """
            update deletions set step = 'hiding', revision = revision - 1
            where job_id = '%s'
            """
                .formatted(job));

    run.run(job, LONG);

    assertThat(ask.text("select error_code from jobs where id = ?", job)).isEqualTo("DATASET_BUSY");
    assertThat(ask.text("select (deleted_at is null)::text from datasets where id = ?", dogs.id()))
        .isEqualTo("true");
  }

  @Test
  void aPurgeThatFailsOnEveryTryGoesOnLater() {
    User owner = STACK.user("eve");
    Deleting eels = Deleting.of(STACK, owner, "eels", 1).hidden();
    UUID job = begin(eels, Map.of("permanent", true, "create_backup", false));
    STACK
        .stack()
        .executeAsOwner("update deletions set step = 'content' where job_id = '%s'".formatted(job));

    run.broken(job);
    assertThat(status(job)).isEqualTo("pending");
    run.run(job, LONG);

    assertThat(status(job)).isEqualTo("completed");
    assertThat(eels.keys()).isEmpty();
  }

  private UUID begin(Deleting set, Map<String, ?> wish) {
    UUID job = UUID.fromString(set.delete(wish).json().path("job_id").asText());
    STACK.bean(LostMessages.class).lose();
    return job;
  }

  private String status(UUID job) {
    return ask.text("select status from jobs where id = ?", job);
  }
}
