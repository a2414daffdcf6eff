package io.granary.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.Ask;
import io.granary.testing.AtOnce;
import io.granary.testing.TestStack;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DeleteDatasetByPostFunctionTest {
  @RegisterExtension
  static final TestStack STACK = new TestStack(Map.of("granary.jobs.patience", "0s"));

  @Test
  void aBackupIsMadeFirstUnlessNoneIsWanted() {
    User owner = STACK.user("ann");
    Deleting birds = Deleting.of(STACK, owner, "birds", 3);

    JsonNode job = birds.done(birds.delete(Map.of()));

    assertThat(job.path("status").asText()).as(job.toString()).isEqualTo("completed");
    assertThat(job.path("kind").asText()).isEqualTo("delete");
    JsonNode result = job.path("result");
    String backup = result.path("backup_id").asText();
    assertThat(result.path("backup_path").asText())
        .startsWith("backups/" + birds.id())
        .endsWith("/complete.zip");
    assertThat(result.path("backup_url").asText()).isEqualTo("/api/backups/" + backup);
    assertThat(result.at("/deletion_summary/images_deleted").asInt()).isEqualTo(3);
    assertThat(STACK.as(owner).get("/api/backups/" + backup).json().path("state").asText())
        .isEqualTo("ready");
    assertThat(STACK.as(owner).get(birds.path()).code()).isEqualTo("NOT_FOUND");
    assertThat(
            STACK.as(owner).get(birds.path() + "/audit").json().at("/items/0/details").toString())
        .contains(backup);
  }

  @Test
  void ofManyAtOnceAllGetTheSameJob() {
    User owner = STACK.user("bob");
    Deleting bees = Deleting.of(STACK, owner, "bees", 1);

    List<Answer> answers = AtOnce.call(16, _ -> bees.delete(Map.of()));

    assertThat(answers).allMatch(answer -> answer.status() == 202);
    assertThat(answers.stream().map(answer -> answer.json().path("job_id").asText()).distinct())
        .hasSize(1);
    assertThat(bees.done(answers.getFirst()).path("status").asText()).isEqualTo("completed");
  }

  @Test
  void ofManyWithoutABackupOneWinsAndTheOthersFindNothing() {
    User owner = STACK.user("cyn");
    Deleting cows = Deleting.of(STACK, owner, "cows", 1);

    List<Answer> answers = AtOnce.call(16, _ -> cows.delete(Map.of("create_backup", false)));

    assertThat(answers.stream().filter(answer -> answer.status() == 200)).hasSize(1);
    assertThat(answers.stream().filter(answer -> answer.code().equals("NOT_FOUND"))).hasSize(15);
  }

  @Test
  void whileItIsBeingDeletedNobodyChangesIt() {
    User owner = STACK.user("dan");
    Deleting dogs = Deleting.of(STACK, owner, "dogs", 1);
    Answer accepted = dogs.delete(Map.of());
    STACK.user("dan-friend");

    Answer shared =
        STACK.as(owner).put(dogs.path() + "/shares/dan-friend", Map.of("role", "viewer"));

    assertThat(shared.code()).isEqualTo("DATASET_BUSY");
    assertThat(dogs.done(accepted).path("status").asText()).isEqualTo("completed");
  }

  @Test
  void aFailedBackupDeletesNothing() {
    User owner = STACK.user("eve");
    Deleting eels = Deleting.of(STACK, owner, "eels", 2);
    STACK.objects().delete(eels.keys().getFirst());

    JsonNode job = eels.done(eels.delete(Map.of()));

    assertThat(job.path("status").asText()).isEqualTo("failed");
    assertThat(job.at("/error/code").asText()).isEqualTo("BACKUP_FAILED");
    assertThat(STACK.as(owner).get(eels.path() + "/audit").json().toString())
        .doesNotContain("deleted");
    assertThat(
            Ask.of(STACK)
                .text(
                    "select concat_ws(' ', deleted_at, deletion_job_id) from datasets where id = ?",
                    eels.id()))
        .isEmpty();
    assertThat(Ask.of(STACK).text("select state from backups where dataset_id = ?", eels.id()))
        .isEqualTo("failed");
    assertThat(eels.delete(Map.of("create_backup", false)).status()).isEqualTo(200);
  }

  @Test
  void itsOwnJobsAreCancelled() {
    User owner = STACK.user("fay");
    Deleting flies = Deleting.of(STACK, owner, "flies", 1);
    STACK
        .stack()
        .executeAsOwner(
            "update jobs set status = 'running', kind = 'validate' where id = '%s'"
                .formatted(flies.dataset().job()));

    Answer accepted = flies.delete(Map.of("create_backup", false));

    assertThat(flies.done(accepted).path("status").asText()).isEqualTo("completed");
    assertThat(Ask.of(STACK).text("select status from jobs where id = ?", flies.dataset().job()))
        .isEqualTo("cancelled");
  }
}
