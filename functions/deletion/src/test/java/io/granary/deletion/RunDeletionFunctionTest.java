package io.granary.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.api.Deadline;
import io.granary.api.QueueFunction.Busy;
import io.granary.database.Deletion;
import io.granary.database.DeletionClaimRepository;
import io.granary.database.DeletionRepository;
import io.granary.database.TrashRepository;
import io.granary.database.User;
import io.granary.storage.Backups;
import io.granary.storage.Objects;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.Ask;
import io.granary.testing.TestStack;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RunDeletionFunctionTest {
  @RegisterExtension
  static final TestStack STACK = new TestStack(Map.of("granary.jobs.patience", "0s"));

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
  void anArchiveThatNobodyNotedGoesWithItsCancelledDeletion() {
    Deleting geese = Deleting.of(STACK, STACK.user("gus"), "geese", 1);
    UUID job = UUID.fromString(geese.delete(Map.of()).json().path("job_id").asText());
    Deletion begun = STACK.bean(DeletionRepository.class).find(job).orElseThrow();
    assertThat(STACK.bean(Saving.class).save(begun, OVER)).isFalse();
    Objects archives = STACK.bean(Backups.class).objects();
    String key = ask.text("select object_key from backups where dataset_id = ?", geese.id());
    archives.create(key, new byte[] {1}, "application/zip");
    STACK
        .stack()
        .executeAsOwner("update jobs set status = 'cancelled' where id = '%s'".formatted(job));

    STACK.drain();

    assertThat(ask.text("select state from backups where dataset_id = ?", geese.id()))
        .isEqualTo("failed");
    assertThat(archives.stat(key)).isEmpty();
  }

  @Test
  void whatIsCancelledInTheLastMomentStays() throws Exception {
    User owner = STACK.user("fay");
    Deleting flies = Deleting.of(STACK, owner, "flies", 1).hidden();
    UUID job = begin(flies, Map.of("permanent", true, "create_backup", false));
    List<String> keys = flies.keys();

    try (Handle handle = STACK.bean(Jdbi.class).open().begin()) {
      STACK.bean(TrashRepository.class).hold(handle, flies.id());
      var running = CompletableFuture.runAsync(() -> run.run(job, LONG));
      // It waits for the dataset, and has seen that its job is under way.
      ask.await(
          "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
              + " and datname = current_database()",
          1);
      Answer cancelled = STACK.as(owner).post("/api/jobs/%s/cancel".formatted(job), "");
      assertThat(cancelled.status()).as(cancelled.body()).isEqualTo(200);
      handle.commit();
      running.get(60, TimeUnit.SECONDS);
    }

    assertThat(status(job)).isEqualTo("cancelled");
    assertThat(flies.keys()).isEqualTo(keys).isNotEmpty();
    assertThat(flies.restore("").status()).isEqualTo(200);
  }

  @Test
  void whatBecomesWholeMeanwhileIsBackedUp() {
    User owner = STACK.user("hal");
    Deleting hens = Deleting.of(STACK, owner, "hens", 1);
    status(hens, "validating");
    UUID job = begin(hens, Map.of());
    status(hens, "ready");

    run.run(job, LONG);

    assertThat(status(job)).isEqualTo("completed");
    assertThat(ask.text("select state from backups where job_id = ?", job)).isEqualTo("ready");
  }

  @Test
  void whatIsNotWholeHasNothingToBackUp() {
    Deleting ibexes = Deleting.of(STACK, STACK.user("ida"), "ibexes", 1);
    status(ibexes, "validating");
    UUID job = begin(ibexes, Map.of());

    run.run(job, LONG);

    assertThat(status(job)).isEqualTo("completed");
    assertThat(ask.count("select count(*) from backups where job_id = ?", job)).isZero();
  }

  @Test
  void whatIsAddedWhileItGoesGoesToo() {
    User owner = STACK.user("jan");
    Deleting jays = Deleting.of(STACK, owner, "jays", 2).hidden();
    UUID job = begin(jays, Map.of("permanent", true, "create_backup", false));
    // As if it had looked before the samples and the share came.
    jays.dataset().share(STACK, STACK.user("jan-friend"), "viewer");
    STACK
        .stack()
        .executeAsOwner("update deletions set step = 'listing' where job_id = '%s'".formatted(job));

    run.run(job, LONG);

    assertThat(status(job)).isEqualTo("completed");
    assertThat(jays.keys()).isEmpty();
    assertThat(ask.count("select count(*) from samples where dataset_id = ?", jays.id())).isZero();
    assertThat(ask.count("select count(*) from datasets where id = ?", jays.id())).isZero();
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

    STACK.bean(DeletionFailures.class).broken(job);
    assertThat(status(job)).isEqualTo("pending");
    run.run(job, LONG);

    assertThat(status(job)).isEqualTo("completed");
    assertThat(eels.keys()).isEmpty();
  }

  private static void status(Deleting set, String status) {
    STACK
        .stack()
        .executeAsOwner(
            "update datasets set status = '%s' where id = '%s'".formatted(status, set.id()));
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
