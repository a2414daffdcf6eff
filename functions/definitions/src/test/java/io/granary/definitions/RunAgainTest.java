package io.granary.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.storage.WarehouseMessage;
import io.granary.testing.Ask;
import io.granary.testing.QueuePoller;
import io.granary.testing.SampleDefinition;
import io.granary.testing.TestStack;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A message whose run dies half-way comes again, and the work is done once. */
final class RunAgainTest {
  @RegisterExtension
  static final TestStack STACK = OrderShop.stack(Map.of("granary.jobs.patience", "0s"));

  private final Ask ask = Ask.of(STACK);

  private String state(UUID job) {
    return ask.text(
        "select status || ' ' || progress_percentage || coalesce(' ' || error_code, '') from jobs"
            + " where id = ?",
        job);
  }

  private String kept(SampleDefinition dataset) {
    return ask.text(
        "select coalesce(row_count::text, 'none') || ' rows, ' || (select count(*) from"
            + " dataset_analyses a where a.dataset_id = d.id) || ' analyses, revision ' || revision"
            + " from datasets d where id = ?",
        dataset.id());
  }

  @Test
  void aRunThatDiesBeforeItsEndIsKeptLeavesNothingAndIsDoneAgain() {
    User owner = STACK.user("ada");
    var dataset = SampleDefinition.make(STACK, owner, "orders", SampleDefinition.orders(""));
    String before = kept(dataset);
    UUID job =
        UUID.fromString(
            STACK
                .as(owner)
                .post("/api/datasets/%s/analyze".formatted(dataset.id()), "")
                .json()
                .path("job_id")
                .asText());
    STACK
        .stack()
        .executeAsOwner(
            "create function die() returns trigger language plpgsql as"
                + " 'begin raise exception ''died''; end'");
    STACK
        .stack()
        .executeAsOwner(
            "create trigger die before insert on dataset_analyses"
                + " for each row execute function die()");

    int messages =
        QueuePoller.of(STACK.context(), STACK.stack().names().queuePrefix())
            .poll(WarehouseMessage.QUEUE, 20);

    assertThat(messages).isEqualTo(1);
    assertThat(state(job)).isEqualTo("running 20");
    assertThat(kept(dataset)).isEqualTo(before).startsWith("none rows, 0 analyses");

    STACK.stack().executeAsOwner("drop trigger die on dataset_analyses");
    STACK.drain();

    assertThat(state(job)).isEqualTo("completed 100");
    assertThat(kept(dataset)).isNotEqualTo(before).startsWith("6 rows, 1 analyses");
    assertThat(ask.count("select count(*) from jobs where dataset_id = ?", dataset.id()))
        .isEqualTo(1);
  }
}
