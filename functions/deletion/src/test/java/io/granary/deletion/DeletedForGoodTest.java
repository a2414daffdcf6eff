package io.granary.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.Ask;
import io.granary.testing.TestStack;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What goes for good, and all of what it has brought. */
final class DeletedForGoodTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final Map<String, ?> FOR_GOOD = Map.of("permanent", true, "create_backup", false);

  @Test
  void whoWantsASmallOneGoneIsToldWhenItIs() {
    User owner = STACK.user("ann");
    Deleting ants = Deleting.of(STACK, owner, "ants", 2).hidden();

    Answer answer = whileMessagesAreTaken(ants);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonNode summary = answer.json().path("deletion_summary");
    assertThat(summary.path("images_deleted").asInt()).isEqualTo(2);
    assertThat(summary.path("s3_keys_count").asInt()).isEqualTo(2);
    assertThat(ants.keys()).isEmpty();
  }

  @Test
  void whatFailedAttemptsHaveLeftGoesToo() {
    User owner = STACK.user("bob");
    Deleting bats = Deleting.of(STACK, owner, "bats", 1).hidden();
    String dropped = put("drop/bob/bats.zip");
    String sent = put("uploads/%s/1/0-0".formatted(owner.id()));
    String another = put("drop/bob/again.zip");
    UUID failed = ingest(bats, owner, "failed");
    item(failed, 0, dropped, STACK.objects().stat(dropped).orElseThrow().etag());
    item(failed, 1, sent, STACK.objects().stat(sent).orElseThrow().etag());
    item(failed, 2, another, "\"that of an earlier one\"");
    item(failed, 3, "drop/bob/gone.zip", "\"gone\"");

    Answer answer = whileMessagesAreTaken(bats);

    assertThat(answer.json().at("/deletion_summary/s3_keys_count").asInt()).isEqualTo(3);
    assertThat(answer.json().at("/deletion_summary/s3_keys_deleted").toString())
        .contains(dropped, sent)
        .doesNotContain(another);
    assertThat(STACK.objects().stat(dropped)).isEmpty();
    assertThat(STACK.objects().stat(sent)).isEmpty();
    assertThat(STACK.objects().stat(another)).isPresent();
    assertThat(Ask.of(STACK).count("select count(*) from ingest_items")).isZero();
  }

  private static Answer whileMessagesAreTaken(Deleting set) {
    var asked = CompletableFuture.supplyAsync(() -> set.delete(FOR_GOOD));
    while (!asked.isDone()) {
      STACK.drain();
    }
    return asked.join();
  }

  private static String put(String key) {
    STACK.objects().create(key, key.getBytes(StandardCharsets.UTF_8), "application/zip");
    return key;
  }

  private static UUID ingest(Deleting set, User owner, String state) {
    UUID id = UUID.randomUUID();
    STACK
        .stack()
        .executeAsOwner(
            """
            insert into ingests (id, dataset_id, job_id, user_id, state, created_at, updated_at)
            values ('%s', '%s', '%s', '%s', '%s', now(), now())
            """
                .formatted(id, set.id(), set.dataset().job(), owner.id(), state));
    return id;
  }

  private static void item(UUID ingest, int number, String key, String etag) {
    STACK
        .stack()
        .executeAsOwner(
            """
            insert into ingest_items (ingest_id, number, key, path, size, etag, kind)
            values ('%s', %d, '%s', '%s', 10, '%s', 'ZIP')
            """
                .formatted(ingest, number, key, key, etag));
  }
}
