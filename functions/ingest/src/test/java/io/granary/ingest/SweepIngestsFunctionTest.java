package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.IngestRepository;
import io.granary.testing.SampleCoco;
import io.granary.testing.TestStack;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SweepIngestsFunctionTest {
  @RegisterExtension
  static final TestStack STACK = new TestStack(Map.of("granary.ingest.sweep-after", "0s"));

  private static void sweep() {
    new SweepIngestsFunction(STACK.context()).execute(Map.of());
  }

  private static UUID begin(Drops drops, String file) {
    STACK.objects().create(drops.key(file), SampleCoco.zip(2), "application/zip");
    // Its event and every message of it are lost.
    return STACK.bean(DropIntake.class).take(drops.key(file), "01", "", "request").orElseThrow();
  }

  @Test
  void anIngestWhoseMessagesWereLostIsTakenUp() {
    var drops = new Drops(STACK, STACK.user("ann"));
    begin(drops, "lost.zip");

    sweep();
    STACK.drain();

    JsonNode result = drops.result("lost.zip").orElseThrow();
    assertThat(result.path("status").asText()).isEqualTo("ready");
    assertThat(drops.samples(Drops.dataset(result))).isEqualTo(2);
  }

  @Test
  void anIngestThatMakesNoProgressEndsAsAStatedError() {
    var drops = new Drops(STACK, STACK.user("bea"));
    UUID ingest = begin(drops, "stuck.zip");
    STACK
        .stack()
        .executeAsOwner(
            "update ingests set sweeps = 5, updated_at = now() - interval '1 day' where id = '%s'"
                .formatted(ingest));

    sweep();

    JsonNode result = drops.result("stuck.zip").orElseThrow();
    assertThat(result.path("status").asText()).isEqualTo("error");
    assertThat(result.path("code").asText()).isEqualTo("INTERNAL");
    assertThat(result.path("detail").asText()).contains("no progress").contains("Retry its job");
    STACK.drain();
  }

  @Test
  void whatACrashLeftAfterTheEndIsDone() {
    var drops = new Drops(STACK, STACK.user("cyn"));
    JsonNode result = drops.take("end.zip", SampleCoco.zip(2));
    var ingest = STACK.bean(IngestRepository.class).newest(Drops.dataset(result)).orElseThrow();
    STACK.objects().delete(drops.key("end.zip") + ".result.json");
    STACK
        .stack()
        .executeAsOwner(
            "update drops set result_written_at = null where ingest_id = '%1$s';"
                    .formatted(ingest.id())
                + "update ingests set settled_at = null where id = '%1$s'".formatted(ingest.id()));

    sweep();
    STACK.drain();

    assertThat(drops.result("end.zip")).contains(result);
    assertThat(
            drops.count(
                "select count(*) from ingests where id = ? and settled_at is not null",
                ingest.id()))
        .isEqualTo(1);
  }

  @Test
  void anAnswerThatWasNotGivenIsGiven() {
    var drops = new Drops(STACK, STACK.user("dan"));
    JsonNode refusal = drops.take("x.rar", BadZips.text("rar"));
    STACK.objects().delete(drops.key("x.rar") + ".result.json");
    STACK
        .stack()
        .executeAsOwner(
            "update drops set result_written_at = null where key = '%s'"
                .formatted(drops.key("x.rar")));

    sweep();

    assertThat(drops.result("x.rar")).contains(refusal);
  }

  @Test
  void aSweepOverNothingChangesNothing() {
    var drops = new Drops(STACK, STACK.user("eve"));
    JsonNode result = drops.take("calm.zip", SampleCoco.zip(2));
    String before = drops.digest(Drops.dataset(result));

    sweep();
    STACK.drain();

    assertThat(drops.digest(Drops.dataset(result))).isEqualTo(before);
    assertThat(drops.result("calm.zip")).contains(result);
  }
}
