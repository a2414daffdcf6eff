package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.JobRepository;
import io.granary.database.validation.ValidationRepository;
import io.granary.domain.Ids;
import io.granary.storage.ValidateMessage;
import io.granary.testing.Ask;
import io.granary.testing.AtOnce;
import io.granary.testing.TestStack;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class RunValidationFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final String KEPT =
      "select jsonb_build_array(validation - 'validated_at',"
          + " (select jsonb_agg(array_to_string(issues, ' ') order by path) from samples s"
          + "  where s.dataset_id = v.dataset_id))::text"
          + " from dataset_validations v where dataset_id = ?";

  private final DrawnSet set = DrawnSet.clean(STACK);
  private final ValidationRun run = STACK.bean(ValidationRun.class);
  private final ValidationRepository validations = STACK.bean(ValidationRepository.class);
  private final Ask ask = Ask.of(STACK);

  @Test
  void theJobSaysWhatCameOfIt() {
    set.sample("extra.png", "train");
    set.change(set.picture(3), "sha256 = 'twin'");
    set.change(set.picture(50), "sha256 = 'twin'");
    UUID job = job();

    run.run(set.id, job);

    JsonNode told = STACK.as(set.owner).get("/api/datasets/%s/validation".formatted(set.id)).json();
    assertThat(told.path("passed").asBoolean(true)).isFalse();
    assertThat(status(job)).isEqualTo("completed");
    assertThat(ask.text("select result::text from jobs where id = ?", job))
        .contains("\"errors\": 1", "\"warnings\": 1", "\"infos\": 0", "\"passed\": false");
    assertThat(ask.text("select message from job_log where job_id = ?", job))
        .isEqualTo("Did not pass: 1 kind(s) of error, 1 of warning, 0 of information");
  }

  @Test
  void twiceGivesTheSame() {
    set.sample("extra.png", "train");
    UUID job = job();
    run.run(set.id, job);
    String first = ask.text(KEPT, set.id);
    Instant at = validatedAt();

    run.run(set.id, job);
    assertThat(validatedAt()).as("a job that has ended does nothing").isEqualTo(at);
    run.run(set.id, job());

    assertThat(ask.text(KEPT, set.id)).isEqualTo(first);
    assertThat(validatedAt()).isAfter(at);
  }

  @Test
  void codesThatAreNotFoundAnyMoreAreClearedAndOthersStay() {
    UUID extra = set.sample("extra.png", "train");
    set.change(extra, "issues = '{IMAGE_CORRUPT,FILE_EMPTY}'");
    run.run(set.id, job());
    assertThat(issues(extra)).isEqualTo("IMAGE_CORRUPT SAMPLE_WITHOUT_ANNOTATION");

    set.box(extra, set.classOf("cat"), 10, 10, 30, 40);
    run.run(set.id, job());

    assertThat(issues(extra)).isEqualTo("IMAGE_CORRUPT");
  }

  @Test
  void manyAtOnceEndAlike() {
    set.sample("extra.png", "train");
    List<UUID> jobs = List.of(job(), job(), job());

    AtOnce.call(
        6,
        i -> {
          run.run(set.id, jobs.get(i % 3));
          return STACK.as(set.owner).get("/api/jobs/" + jobs.get(i % 3));
        });

    assertThat(jobs).extracting(this::status).containsOnly("completed");
    assertThat(ask.text(KEPT, set.id)).contains("SAMPLE_WITHOUT_ANNOTATION");
    assertThat(
            ask.count(
                "select count(*) from pg_locks where locktype = 'advisory'"
                    + " and database = (select oid from pg_database where datname = current_database())"))
        .isZero();
  }

  @Test
  void aCrashLeavesWhatWasBefore() {
    run.run(set.id, job());
    String before = ask.text(KEPT, set.id);
    set.sample("extra.png", "train");

    assertThatThrownBy(
            () ->
                validations.validate(
                    set.id,
                    (percentage, _) -> {
                      if (percentage > 50) {
                        throw new IllegalStateException("crashed while it looked");
                      }
                    },
                    (_, _) -> true))
        .hasMessage("crashed while it looked");
    assertThatThrownBy(
            () ->
                validations.validate(
                    set.id,
                    (_, _) -> {},
                    (_, _) -> {
                      throw new IllegalStateException("crashed while it wrote");
                    }))
        .hasMessage("crashed while it wrote");

    assertThat(
            ask.text(
                "select validation ->> 'passed' from dataset_validations" + " where dataset_id = ?",
                set.id))
        .isEqualTo("true");
    assertThat(ask.text(KEPT, set.id)).startsWith(before.substring(0, before.indexOf("[\"\"")));
    run.run(set.id, job());
    assertThat(ask.text(KEPT, set.id)).contains("SAMPLE_WITHOUT_ANNOTATION");
  }

  @Test
  void aJobThatWasCancelledLeavesNothing() {
    UUID job = job();
    STACK
        .bean(Jdbi.class)
        .useHandle(
            handle -> STACK.bean(JobRepository.class).cancel(handle, job, "ann", Instant.now()));

    run.run(set.id, job);

    assertThat(status(job)).isEqualTo("cancelled");
    assertThat(validations.find(set.id)).isEmpty();
  }

  @Test
  void aJobThatIsCancelledWhileItRunsLeavesNothing() {
    UUID job = job();
    var cancelled = new ValidationRepository(STACK.bean(Jdbi.class), Instant::now);

    cancelled.validate(
        set.id,
        (_, _) -> {},
        (handle, _) -> {
          STACK.bean(JobRepository.class).cancel(handle, job, "ann", Instant.now());
          return STACK.bean(JobRepository.class).complete(handle, job, "{}", Instant.now());
        });

    assertThat(status(job)).isEqualTo("cancelled");
    assertThat(validations.find(set.id)).isEmpty();
  }

  @Test
  void aDatasetThatIsNotReadyAnyMoreEndsTheJob() {
    UUID job = job();
    set.execute("update datasets set status = 'processing' where id = ?");

    run.run(set.id, job);

    assertThat(status(job)).isEqualTo("failed");
    assertThat(ask.text("select error_code from jobs where id = ?", job))
        .isEqualTo("DATASET_NOT_READY");
  }

  @Test
  void aJobThatIsGivenUpFailsOnce() {
    UUID job = job();

    run.broken(job);
    run.broken(job);

    assertThat(status(job)).isEqualTo("failed");
    assertThat(ask.text("select error_detail from jobs where id = ?", job))
        .isEqualTo("Cannot finish the validation: it failed on every try. Retry its job.");
    assertThat(ask.count("select count(*) from job_log where job_id = ?", job)).isEqualTo(1);
  }

  private UUID job() {
    UUID job = STACK.bean(Ids.class).next();
    STACK
        .bean(Jdbi.class)
        .useHandle(
            handle ->
                STACK
                    .bean(JobRepository.class)
                    .insert(
                        handle, job, ValidateMessage.KIND, set.id, set.owner.id(), Instant.now()));
    return job;
  }

  private String status(UUID job) {
    return ask.text("select status from jobs where id = ?", job);
  }

  private String issues(UUID sample) {
    return ask.text("select array_to_string(issues, ' ') from samples where id = ?", sample);
  }

  private Instant validatedAt() {
    return Instant.parse(
        ask.text(
            "select validation ->> 'validated_at' from dataset_validations where dataset_id = ?",
            set.id));
  }
}
