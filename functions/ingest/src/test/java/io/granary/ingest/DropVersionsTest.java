package io.granary.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.IngestRepository;
import io.granary.testing.QueuePoller;
import io.granary.testing.SampleCoco;
import io.granary.testing.TestStack;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** One key that is written more than once. */
final class DropVersionsTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static void takeIn() {
    var poller = QueuePoller.of(STACK.context(), STACK.stack().names().queuePrefix());
    while (poller.poll("ingest", 1) > 0) {}
  }

  @Test
  void theLastWriterIsRightAlsoWhenTheFirstWasTaken() {
    var drops = new Drops(STACK, STACK.user("ann"));
    drops.put("twice.zip", SampleCoco.zip(2));
    takeIn();
    drops.put("twice.zip", SampleCoco.zip(5));

    STACK.drain();

    JsonNode result = drops.result("twice.zip").orElseThrow();
    assertThat(result.path("status").asText()).isEqualTo("ready");
    assertThat(drops.samples(Drops.dataset(result))).isEqualTo(5);
    assertThat(drops.datasets()).isEqualTo(1);
    assertThat(
            drops.count(
                "select count(*) from jobs where dataset_id = ? and error_code = 'SOURCE_CHANGED'",
                Drops.dataset(result)))
        .isEqualTo(1);
    assertThat(drops.keys()).containsExactly("twice.zip.result.json");
    // The first has lost its rows and cannot come back.
    UUID lost =
        UUID.fromString(
            drops.text(
                "select id::text from ingests where dataset_id = ? and state = 'failed'",
                Drops.dataset(result)));
    var ingest = STACK.bean(IngestRepository.class).find(lost).orElseThrow();
    assertThat(
            STACK
                .bean(Jdbi.class)
                .<Boolean, RuntimeException>inTransaction(
                    handle ->
                        STACK
                            .bean(IngestRepository.class)
                            .restart(handle, ingest, UUID.randomUUID(), Instant.now())))
        .isFalse();
  }

  @Test
  void anEventWhoseObjectIsAnotherByNowIsLeftToItsOwn() {
    var drops = new Drops(STACK, STACK.user("bea"));
    var intake = STACK.bean(DropIntake.class);
    STACK.objects().create("drop/bea/late.zip", SampleCoco.zip(3), "application/zip");

    assertThat(intake.take("drop/bea/late.zip", "01", "of-an-older-version", "request")).isEmpty();

    assertThat(drops.count("select count(*) from drops where sequencer = '01'")).isZero();
    STACK.drain();
    assertThat(drops.result("late.zip").orElseThrow().path("status").asText()).isEqualTo("ready");
  }

  @Test
  void theSameBytesWrittenAgainAreTheSameDrop() {
    var drops = new Drops(STACK, STACK.user("cyn"));
    drops.put("same.zip", SampleCoco.zip(2));
    takeIn();
    drops.put("same.zip", SampleCoco.zip(2));

    STACK.drain();

    assertThat(drops.result("same.zip").orElseThrow().path("status").asText()).isEqualTo("ready");
    assertThat(drops.datasets()).isEqualTo(1);
    assertThat(
            drops.count(
                "select count(*) from ingests i join users u on u.id = i.user_id"
                    + " where u.username = 'cyn'"))
        .isEqualTo(1);
  }

  @Test
  void aMendedArchiveTakesThePlaceOfTheBrokenOne() {
    var drops = new Drops(STACK, STACK.user("dan"));
    JsonNode broken = drops.take("mend.zip", BadZips.text("no archive"));
    assertThat(broken.path("code").asText()).isEqualTo("ARCHIVE_CORRUPT");

    JsonNode mended = drops.take("mend.zip", SampleCoco.zip(4));

    assertThat(mended.path("status").asText()).isEqualTo("ready");
    assertThat(Drops.dataset(mended)).isEqualTo(Drops.dataset(broken));
    UUID dataset = Drops.dataset(mended);
    assertThat(drops.samples(dataset)).isEqualTo(4);
    assertThat(drops.text("select coalesce(error_code, '-') from datasets where id = ?", dataset))
        .isEqualTo("-");
  }

  @Test
  void aSetThatIsReadyIsNotReplaced() {
    var drops = new Drops(STACK, STACK.user("eve"));
    UUID dataset = Drops.dataset(drops.take("done.zip", SampleCoco.zip(2)));

    JsonNode again = drops.take("done.zip", SampleCoco.zip(3));

    assertThat(again.path("code").asText()).isEqualTo("DATASET_NAME_TAKEN");
    assertThat(drops.samples(dataset)).isEqualTo(2);
  }
}
