package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.Deadline;
import io.granary.database.Ingest;
import io.granary.database.IngestRepository;
import io.granary.storage.ObjectKeys;
import io.granary.testing.QueuePoller;
import io.granary.testing.SampleCoco;
import io.granary.testing.TestStack;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class IngestPartFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aPartThatIsDoneAgainChangesNothing() {
    var drops = new Drops(STACK, STACK.user("ann"));
    JsonNode result = drops.take("again.zip", SampleCoco.zip(5));
    UUID dataset = Drops.dataset(result);
    STACK
        .stack()
        .executeAsOwner(
            "update ingest_parts set done_at = null, passed = 0; update ingests set state = 'parts';"
                + " update datasets set status = 'processing' where id = '%s'".formatted(dataset));
    // What the crash of a part after its objects leaves, and then some: its rows are there too.
    assertThat(drops.samples(dataset)).isEqualTo(5);

    var parts = STACK.bean(PartIngest.class);
    var ingest = STACK.bean(IngestRepository.class).newest(dataset).orElseThrow();
    // The drop has moved away with the first run; the part reads it where it was.
    STACK.objects().copy(sourceKey(ingest), drops.key("again.zip"));
    rebase(ingest.id(), drops.key("again.zip"));
    parts.run(ingest.id(), ingest.jobId(), 0, Drops.NEVER);
    parts.run(ingest.id(), ingest.jobId(), 0, Drops.NEVER);

    assertThat(drops.samples(dataset)).isEqualTo(5);
    assertThat(
            drops.count(
                "select count(*) from ingest_parts where ingest_id = ? and done_at is not null",
                ingest.id()))
        .isEqualTo(1);
  }

  @Test
  void aPartOfAnAttemptThatHasEndedDoesNothing() {
    var drops = new Drops(STACK, STACK.user("cyn"));
    drops.put("late.zip", SampleCoco.zip(2));
    var poller = QueuePoller.of(STACK.context(), STACK.stack().names().queuePrefix());
    assertThat(poller.poll("ingest", 5)).isPositive();
    UUID ingest = id("select ingest_id from ingest_items where path = 'late.zip'");
    UUID dataset =
        id(
            "select i.dataset_id from ingests i join ingest_items m on m.ingest_id = i.id"
                + " where m.path = 'late.zip'");

    STACK.bean(PartIngest.class).run(ingest, UUID.randomUUID(), 0, Drops.NEVER);
    STACK.bean(Failures.class).broken(ingest, UUID.randomUUID());

    assertThat(drops.samples(dataset)).isZero();
    STACK.drain();
    assertThat(drops.samples(dataset)).isEqualTo(2);
    assertThat(drops.result("late.zip").orElseThrow().path("status").asText()).isEqualTo("ready");
  }

  @Test
  void aRunNearItsDeadlineLeavesTheRestToAnother() {
    var drops = new Drops(STACK, STACK.user("dan"));
    drops.put("slow.zip", SampleCoco.zip(6));
    var poller = QueuePoller.of(STACK.context(), STACK.stack().names().queuePrefix());
    assertThat(poller.poll("ingest", 5)).isPositive();
    var ingest =
        STACK
            .bean(IngestRepository.class)
            .find(id("select ingest_id from ingest_items where path = 'slow.zip'"))
            .orElseThrow();
    var parts = STACK.bean(PartIngest.class);
    var asked = new AtomicInteger();

    // Time for two of the seven members.
    parts.run(
        ingest.id(),
        ingest.jobId(),
        0,
        new Deadline(() -> asked.incrementAndGet() < 2 ? 900_000 : 5_000));

    assertThat(drops.samples(ingest.datasetId())).isEqualTo(2);
    assertThat(
            drops.text(
                "select passed || ' ' || (done_at is null) from ingest_parts where ingest_id = ?",
                ingest.id()))
        .isEqualTo("2 true");
    // What was passed is not read again, and neither is what another run has passed meanwhile.
    parts.run(ingest.id(), ingest.jobId(), 0, new Deadline(() -> 5_000));
    assertThat(drops.samples(ingest.datasetId())).isEqualTo(3);
    STACK.drain();
    JsonNode result = drops.result("slow.zip").orElseThrow();
    assertThat(Drops.verdicts(result)).containsExactly(12, 0, 0);
    assertThat(Drops.issues(result)).isEmpty();
  }

  private static UUID id(String sql) {
    return STACK
        .bean(Jdbi.class)
        .withHandle(handle -> handle.createQuery(sql).mapTo(UUID.class).one());
  }

  private static String sourceKey(Ingest ingest) {
    return ObjectKeys.source(ingest.userId(), ingest.datasetId(), ingest.id(), "again.zip");
  }

  private static void rebase(UUID ingest, String key) {
    String etag = STACK.objects().stat(key).orElseThrow().etag();
    STACK
        .bean(Jdbi.class)
        .useHandle(
            handle ->
                handle.execute(
                    "update ingest_items set etag = ? where ingest_id = ?", etag, ingest));
  }

  @Test
  void aPartWhoseSourceIsGoneEndsInAStatedError() {
    var drops = new Drops(STACK, STACK.user("bea"));
    drops.put("gone.zip", SampleCoco.zip(2));
    var poller = QueuePoller.of(STACK.context(), STACK.stack().names().queuePrefix());
    assertThat(poller.poll("ingest", 5)).isPositive();
    STACK.objects().delete(drops.key("gone.zip"));

    STACK.drain();

    JsonNode result = drops.result("gone.zip").orElseThrow();
    assertThat(result.path("status").asText()).isEqualTo("error");
    assertThat(result.path("code").asText()).isEqualTo("SOURCE_CHANGED");
    assertThat(
            drops.count(
                "select count(*) from jobs where status = 'failed' and dataset_id = ?",
                Drops.dataset(result)))
        .isEqualTo(1);
    assertThat(
            drops.count(
                "select count(*) from datasets where status = 'error' and id = ?",
                Drops.dataset(result)))
        .isEqualTo(1);
  }
}
