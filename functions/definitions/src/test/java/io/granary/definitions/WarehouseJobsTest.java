package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.api.Deadline;
import io.granary.database.Job;
import io.granary.database.JobRepository;
import io.granary.database.User;
import io.granary.database.WarehouseJobRepository;
import io.granary.database.WarehouseJobRepository.Wanted;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.domain.Ids;
import io.granary.storage.WarehouseMessage;
import io.granary.testing.Ask;
import io.granary.testing.TestStack;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How jobs are run, whatever their work is. */
final class WarehouseJobsTest {
  @RegisterExtension static final TestStack STACK = FileShop.stack(Map.of());

  private static final Deadline LONG = new Deadline(() -> 900_000);

  private final User user = STACK.user("u" + Long.toString(System.nanoTime(), 36));
  private final JobRepository jobs = STACK.bean(JobRepository.class);
  private final Ask ask = Ask.of(STACK);

  private WarehouseJobs doing(BiFunction<Job, Progress, Object> work) {
    return new WarehouseJobs(
        STACK.bean(Jdbi.class), jobs, List.of(new ScriptedWork(jobs, work)), Instant::now);
  }

  private UUID job() {
    UUID id = STACK.bean(Ids.class).next();
    return STACK
        .bean(WarehouseJobRepository.class)
        .begin(
            new Wanted(id, "scripted", user.id(), null, "{\"a\": \"" + id + "\"}", Instant.now()))
        .id();
  }

  private void cancel(UUID job) {
    STACK
        .bean(Jdbi.class)
        .useHandle(handle -> jobs.cancel(handle, job, user.username(), Instant.now()));
  }

  private String state(UUID job) {
    return ask.text("select status || coalesce(' ' || error_code, '') from jobs where id = ?", job);
  }

  private String log(UUID job) {
    return String.join("; ", jobs.log(job).stream().map(JobRepository.LogLine::message).toList());
  }

  @Test
  void theEndAndWhatIsKeptComeTogether() {
    UUID job = job();

    doing(
            (_, progress) -> {
              progress.at(40, "half-way");
              assertThat(
                      ask.text("select message || progress_percentage from jobs where id = ?", job))
                  .isEqualTo("half-way40");
              return Map.of("answer", 42);
            })
        .run(job, LONG);

    assertThat(state(job)).isEqualTo("completed");
    assertThat(ask.text("select result::text from jobs where id = ?", job))
        .isEqualTo("{\"answer\": 42}");
    assertThat(log(job)).isEqualTo("kept");
  }

  @Test
  void whatCannotBeKeptLeavesTheJobToAnotherTry() {
    UUID job = job();

    assertThatThrownBy(() -> doing((_, _) -> "cannot be kept").run(job, LONG))
        .hasMessage("broken while it is kept");
    assertThat(state(job)).isEqualTo("running");

    doing((_, _) -> "fine").run(job, LONG);
    assertThat(state(job)).isEqualTo("completed");
  }

  @Test
  void aRefusalEndsTheJobWithItsCodeAndEveryReason() {
    UUID job = job();

    doing(
            (_, _) -> {
              throw new GranaryException(
                  Code.VALIDATION_FAILED,
                  "Cannot take it.",
                  List.of(new Violation("?columns", "must be fewer")));
            })
        .run(job, LONG);

    assertThat(state(job)).isEqualTo("failed VALIDATION_FAILED");
    assertThat(ask.text("select error_detail from jobs where id = ?", job))
        .isEqualTo("Cannot take it. ?columns must be fewer.");
  }

  @Test
  void aWarehouseThatCannotBeReachedIsAskedAgain() {
    UUID job = job();
    var refusal = new GranaryException(Code.WAREHOUSE_UNAVAILABLE, "Cannot ask: 503.");

    assertThatThrownBy(
            () ->
                doing(
                        (_, _) -> {
                          throw refusal;
                        })
                    .run(job, LONG))
        .isSameAs(refusal);
    assertThat(state(job)).isEqualTo("running");
    WarehouseJobs again = doing((_, _) -> "fine");
    again.run(job, LONG);
    assertThat(state(job)).isEqualTo("completed");
    again.refused(job, refusal);
    assertThat(state(job)).isEqualTo("completed");
  }

  @Test
  void aJobThatIsGivenUpFailsOnce() {
    UUID job = job();
    WarehouseJobs broken =
        doing(
            (_, _) -> {
              throw new IllegalStateException("broken");
            });

    assertThatThrownBy(() -> broken.run(job, LONG)).hasMessage("broken");
    assertThat(state(job)).isEqualTo("running");
    broken.broken(job);
    broken.broken(job);

    assertThat(state(job)).isEqualTo("failed INTERNAL");
    assertThat(ask.count("select count(*) from job_log where job_id = ?", job)).isEqualTo(1);
    assertThat(ask.text("select error_detail from jobs where id = ?", job))
        .contains("POST /api/jobs/%s/retry begins again".formatted(job));
  }

  @Test
  void aJobThatHasEndedIsNotDoneAgain() {
    UUID job = job();
    cancel(job);

    doing(
            (_, _) -> {
              throw new AssertionError("was done");
            })
        .run(job, LONG);

    assertThat(state(job)).isEqualTo("cancelled");
    doing((_, _) -> "nothing").run(UUID.randomUUID(), LONG);
  }

  @Test
  void aJobThatIsCancelledMeanwhileStopsAndKeepsNothing() {
    UUID stopped = job();
    UUID late = job();

    doing(
            (_, progress) -> {
              cancel(stopped);
              progress.check();
              throw new AssertionError("went on");
            })
        .run(stopped, LONG);
    doing(
            (_, _) -> {
              cancel(late);
              return "too late";
            })
        .run(late, LONG);

    assertThat(state(stopped)).isEqualTo("cancelled");
    assertThat(state(late)).isEqualTo("cancelled");
    assertThat(log(late)).doesNotContain("kept");
  }

  @Test
  void aQueryIsNotBegunForAJobThatHasEnded() {
    UUID job = job();
    var warehouse = STACK.bean(ModelWarehouses.class).open(FileShop.model(STACK, user)).warehouse();

    doing(
            (_, progress) -> {
              var watched = progress.watched(warehouse);
              var query = new io.granary.warehouse.Query(job, "test", "SELECT 1 AS a", null, 1);
              assertThat(watched.query(query).values()).hasSize(1);
              cancel(job);
              return watched.query(query).values();
            })
        .run(job, LONG);

    assertThat(state(job)).isEqualTo("cancelled");
  }

  @Test
  void whatHasNoTimeIsLeftToAnotherTry() {
    UUID job = job();

    assertThatThrownBy(() -> doing((_, _) -> "late").run(job, new Deadline(() -> 329_999)))
        .hasMessageContaining("time is up");

    assertThat(state(job)).isEqualTo("running");
  }

  @Test
  void aResultThatIsTooLargeFailsTheJob() {
    UUID job = job();

    doing((_, _) -> "x".repeat(KeptJson.MAX_BYTES)).run(job, LONG);

    assertThat(state(job)).isEqualTo("failed VALIDATION_FAILED");
    assertThat(ask.text("select error_detail from jobs where id = ?", job))
        .isEqualTo(
            "Cannot keep the result: it has 1048578 bytes, and 1048576 are the most. Ask for less"
                + " at once.");
  }

  @Test
  void everyKindHasItsWork() {
    assertThat(STACK.context().getBeansOfType(WarehouseWork.class))
        .extracting(WarehouseWork::kind)
        .containsExactlyInAnyOrderElementsOf(WarehouseMessage.KINDS);
  }
}
