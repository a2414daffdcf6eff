package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.Ingest;
import io.granary.database.IngestRepository;
import io.granary.storage.ObjectKeys;
import io.granary.testing.QueuePoller;
import io.granary.testing.SampleCoco;
import io.granary.testing.TestStack;
import java.util.UUID;
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
            "update ingest_parts set done_at = null; update ingests set state = 'parts';"
                + " update datasets set status = 'processing' where id = '%s'".formatted(dataset));
    // What the crash of a part after its objects leaves, and then some: its rows are there too.
    assertThat(drops.samples(dataset)).isEqualTo(5);

    var parts = STACK.bean(PartIngest.class);
    var ingest = STACK.bean(IngestRepository.class).newest(dataset).orElseThrow();
    // The drop has moved away with the first run; the part reads it where it was.
    STACK.objects().copy(sourceKey(ingest), drops.key("again.zip"));
    rebase(ingest.id(), drops.key("again.zip"));
    parts.run(ingest.id(), ingest.jobId(), 0);
    parts.run(ingest.id(), ingest.jobId(), 0);

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
    UUID ingest = id("select i.id from ingests i where i.source::text like '%late.zip%'");
    UUID dataset = id("select i.dataset_id from ingests i where i.source::text like '%late.zip%'");

    STACK.bean(PartIngest.class).run(ingest, UUID.randomUUID(), 0);
    STACK.bean(Failures.class).broken(ingest, UUID.randomUUID());

    assertThat(drops.samples(dataset)).isZero();
    STACK.drain();
    assertThat(drops.samples(dataset)).isEqualTo(2);
    assertThat(drops.result("late.zip").orElseThrow().path("status").asText()).isEqualTo("ready");
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
                    "update ingests set source = jsonb_set(source, '{files,0,etag}',"
                        + " to_jsonb(?::text)) where id = ?",
                    etag,
                    ingest));
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
    assertThat(result.path("code").asText()).isEqualTo("INTERNAL");
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
