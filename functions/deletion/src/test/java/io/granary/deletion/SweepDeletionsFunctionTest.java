package io.granary.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.api.Deadline;
import io.granary.database.Deletion;
import io.granary.database.DeletionRepository;
import io.granary.database.User;
import io.granary.storage.ObjectKeys;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.Ask;
import io.granary.testing.TestStack;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SweepDeletionsFunctionTest {
  @RegisterExtension
  static final TestStack STACK = new TestStack(Map.of("granary.jobs.patience", "0s"));

  private static final Deadline LONG = new Deadline(() -> 900_000);

  private final SweepDeletionsFunction function = new SweepDeletionsFunction(STACK.context());
  private final DeletionRun run = STACK.bean(DeletionRun.class);
  private final Ask ask = Ask.of(STACK);

  @Test
  void whatWasLeftLyingIsTakenUp() {
    User owner = STACK.user("ann");
    Deleting birds = Deleting.of(STACK, owner, "birds", 1).hidden();
    UUID job = purge(birds);
    function.execute(Map.of());
    assertThat(ask.text("select sweeps::text from deletions where job_id = ?", job))
        .as("not yet")
        .isEqualTo("0");
    age(job, "touched_at");

    function.execute(Map.of());
    STACK.drain();

    assertThat(birds.keys()).isEmpty();
    assertThat(ask.text("select status from jobs where id = ?", job)).isEqualTo("completed");
  }

  @Test
  void whatSomebodyStillWroteGoesLater() {
    User owner = STACK.user("bob");
    Deleting bees = Deleting.of(STACK, owner, "bees", 1).hidden();
    UUID job = purge(bees);
    run.run(job, LONG);
    String late = ObjectKeys.dataset(owner.id(), bees.id()) + "late/a.jpg";
    STACK.objects().create(late, "late".getBytes(StandardCharsets.UTF_8), "image/jpeg");
    run.run(job, LONG);
    assertThat(STACK.objects().stat(late)).isPresent();
    age(job, "touched_at");
    STACK
        .stack()
        .executeAsOwner(
            "update jobs set completed_at = completed_at - interval '1 hour' where id = '%s'"
                .formatted(job));

    function.execute(Map.of());
    STACK.drain();

    assertThat(STACK.objects().stat(late)).isEmpty();
    assertThat(ask.text("select (ended_at is not null)::text from deletions where job_id = ?", job))
        .isEqualTo("true");
  }

  @Test
  void oneThatMakesNoProgressEndsBeforeAnythingIsGone() {
    User owner = STACK.user("cyn");
    Deleting cows = Deleting.of(STACK, owner, "cows", 1);
    UUID job = UUID.fromString(cows.delete(Map.of()).json().path("job_id").asText());
    STACK
        .stack()
        .executeAsOwner("update deletions set sweeps = 5 where job_id = '%s'".formatted(job));
    STACK.bean(LostMessages.class).lose();
    age(job, "touched_at");

    function.execute(Map.of());
    STACK.drain();

    assertThat(ask.text("select status || ' ' || error_code from jobs where id = ?", job))
        .isEqualTo("failed INTERNAL");
    assertThat(ask.text("select (ended_at is not null)::text from deletions where job_id = ?", job))
        .isEqualTo("true");
    assertThat(
            ask.text(
                "select (deletion_job_id is null)::text from datasets where id = ?", cows.id()))
        .isEqualTo("true");
    assertThat(cows.delete(Map.of("create_backup", false)).status()).isEqualTo(200);
  }

  @Test
  void whatAStopOfEverythingHasLeftGoesOnAtOnce() {
    Deleting dogs = Deleting.of(STACK, STACK.user("dan"), "dogs", 1);
    UUID job = UUID.fromString(dogs.delete(Map.of()).json().path("job_id").asText());
    STACK.bean(LostMessages.class).lose();
    // As a run leaves it that is killed while it makes the backup.
    STACK
        .stack()
        .executeAsOwner(
            """
            with backup as (
              insert into backups
                (id, dataset_id, dataset_name, owner_id, created_by, job_id, revision, object_key,
                 holder, held_until, created_at, expires_at)
              select gen_random_uuid(), id, name, owner_id, owner_id, deletion_job_id, revision,
                'backups/' || id || '/killed/complete.zip', gen_random_uuid(),
                now() + interval '3 minutes', now(), now() + interval '90 days'
              from datasets where id = '%s' returning id)
            update deletions
            set step = 'backup', backup_id = (select id from backup),
                claimed_until = now() + interval '15 minutes'
            where job_id = '%s'
            """
                .formatted(dogs.id(), job));

    STACK.bean(DeletionSweep.class).resume();
    STACK.drain();

    assertThat(ask.text("select status from jobs where id = ?", job)).isEqualTo("completed");
    assertThat(ask.text("select state from backups where job_id = ?", job)).isEqualTo("ready");
  }

  @Test
  void aBackupThatMakesProgressIsNotGivenUp() {
    User owner = STACK.user("gus");
    Deleting geese = Deleting.of(STACK, owner, "geese", 1);
    UUID job = UUID.fromString(geese.delete(Map.of()).json().path("job_id").asText());
    STACK
        .stack()
        .executeAsOwner(
            "update deletions set sweeps = 5, touched_at = touched_at - interval '1 hour'"
                + " where job_id = '%s'".formatted(job));
    Deletion begun = STACK.bean(DeletionRepository.class).find(job).orElseThrow();
    assertThat(STACK.bean(Saving.class).save(begun, LONG)).isTrue();

    function.execute(Map.of());

    assertThat(ask.text("select status from jobs where id = ?", job)).isEqualTo("running");
    assertThat(ask.count("select sweeps from deletions where job_id = ?", job)).isZero();
  }

  /** A purge that has begun, whose message is lost. */
  private static UUID purge(Deleting set) {
    Answer accepted = set.delete(Map.of("permanent", true, "create_backup", false));
    UUID job = UUID.fromString(accepted.json().path("job_id").asText());
    STACK.bean(LostMessages.class).lose();
    return job;
  }

  private static void age(UUID job, String column) {
    STACK
        .stack()
        .executeAsOwner(
            "update deletions set %1$s = %1$s - interval '1 hour' where job_id = '%2$s'"
                .formatted(column, job));
  }
}
