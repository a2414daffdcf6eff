package io.granary.deletion;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.storage.ObjectKeys;
import io.granary.testing.Ask;
import io.granary.testing.TestStack;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PurgeExpiredFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private final PurgeExpiredFunction function = new PurgeExpiredFunction(STACK.context());
  private final Ask ask = Ask.of(STACK);

  @Test
  void whatIsOverItsTimeGoesForGoodAndTheRestStays() {
    User owner = STACK.user("ann");
    Deleting birds = Deleting.of(STACK, owner, "birds", 3).hidden();
    Deleting bees = Deleting.of(STACK, owner, "bees", 1).hidden();
    List<String> keys = birds.keys();
    STACK
        .objects()
        .create(ObjectKeys.thumbnails(birds.id()) + "x.jpg", new byte[] {1}, "image/jpeg");
    expire("datasets", "restore_until", birds.id());

    function.execute(Map.of());
    function.execute(Map.of());
    STACK.drain();

    assertThat(birds.keys()).isEmpty();
    assertThat(bees.keys()).isNotEmpty();
    assertThat(
            ask.text("select string_agg(name, ' ') from datasets where owner_id = ?", owner.id()))
        .isEqualTo("bees");
    String job =
        ask.text("select id::text from jobs where kind = 'purge' and dataset_id = ?", birds.id());
    JsonNode result = STACK.as(owner).get("/api/jobs/" + job).json().path("result");
    assertThat(result.at("/deletion_summary/images_deleted").asInt()).isEqualTo(3);
    assertThat(result.at("/deletion_summary/annotations_deleted").asInt()).isEqualTo(2);
    assertThat(result.at("/deletion_summary/projects_deleted").asInt()).isEqualTo(1);
    assertThat(result.at("/deletion_summary/s3_keys_count").asInt()).isEqualTo(4);
    assertThat(result.at("/deletion_summary/s3_keys_deleted").toString())
        .contains(keys.getFirst(), keys.getLast());
    assertThat(result.has("restore_until")).isFalse();
  }

  @Test
  void noRowStaysThatNamesTheDatasetExceptWhatTellsOfIt() {
    User owner = STACK.user("bob");
    Deleting cows = Deleting.of(STACK, owner, "cows", 2);
    cows.dataset().share(STACK, STACK.user("bob-friend"), "viewer");
    cows.hidden();
    expire("datasets", "restore_until", cows.id());

    function.execute(Map.of());
    STACK.drain();

    List<String> named =
        STACK
            .bean(org.jdbi.v3.core.Jdbi.class)
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            """
                            select c.table_name from information_schema.columns c
                            join pg_class k on k.relname = c.table_name and not k.relispartition
                            where c.column_name = 'dataset_id' and c.table_schema = 'public'
                            """)
                        .mapTo(String.class)
                        .list());
    assertThat(named).contains("samples", "dataset_shares", "audit_entries");
    for (String table : named) {
      boolean stays = List.of("audit_entries", "jobs", "deletions", "backups").contains(table);
      String rows =
          ask.text(
              "select count(*)::text from %s where dataset_id = ?".formatted(table), cows.id());
      assertThat(rows.equals("0") || stays).as(table).isTrue();
    }
    assertThat(
            ask.text(
                "select details ->> 'samples' from audit_entries where action = 'purged' and dataset_id = ?",
                cows.id()))
        .isEqualTo("2");
  }

  @Test
  void oldBackupsGo() {
    User owner = STACK.user("cyn");
    Deleting dogs = Deleting.of(STACK, owner, "dogs", 1);
    String backup = dogs.done(dogs.delete(Map.of())).at("/result/backup_id").asText();
    expire("backups", "expires_at", UUID.fromString(backup));

    function.execute(Map.of());

    assertThat(STACK.as(owner).get("/api/backups/" + backup).code()).isEqualTo("NOT_FOUND");
  }

  @Test
  void whatCannotGoDoesNotKeepTheRest() {
    User owner = STACK.user("dan");
    Deleting eels = Deleting.of(STACK, owner, "eels", 1);
    Deleting foxes = Deleting.of(STACK, owner, "foxes", 1);
    UUID stuck = UUID.fromString(eels.done(eels.delete(Map.of())).at("/result/backup_id").asText());
    UUID later =
        UUID.fromString(foxes.done(foxes.delete(Map.of())).at("/result/backup_id").asText());
    expire("backups", "expires_at", stuck);
    expire("backups", "expires_at", later);
    STACK
        .stack()
        .executeAsOwner(
            """
            create function refuse() returns trigger language plpgsql as
              $$ begin raise 'it is held'; end $$;
            create trigger refuse before update or delete on backups
              for each row when (old.id = '%s') execute function refuse()
            """
                .formatted(stuck));

    function.execute(Map.of());

    assertThat(ask.text("select state from backups where id = ?", stuck)).isEqualTo("ready");
    assertThat(STACK.as(owner).get("/api/backups/" + later).code()).isEqualTo("NOT_FOUND");
  }

  private static void expire(String table, String column, UUID id) {
    STACK
        .stack()
        .executeAsOwner(
            "update %s set %s = now() - interval '1 second' where id = '%s'"
                .formatted(table, column, id));
  }
}
