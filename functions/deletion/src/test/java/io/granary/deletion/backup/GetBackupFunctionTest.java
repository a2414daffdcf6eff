package io.granary.deletion.backup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.Backup;
import io.granary.database.User;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetBackupFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final TestBackups BACKUPS = new TestBackups(STACK);

  @Test
  void aBackupThatIsReadyHasALinkToItsArchive() throws IOException {
    User owner = STACK.user("ann");
    StoredSet set =
        StoredSet.make(STACK, owner, "birds", Map.of("a.png", StoredSet.bytes(100, 1)), Map.of());
    Backup backup = BACKUPS.make(set);

    JsonNode shown = STACK.as(owner).get("/api/backups/" + backup.id()).json();

    assertThat(shown.path("dataset_id").asText()).isEqualTo(set.id().toString());
    assertThat(shown.path("dataset_name").asText()).isEqualTo("birds");
    assertThat(shown.path("path").asText())
        .matches("backups/%s/\\d{8}T\\d{6}Z/complete\\.zip".formatted(set.id()));
    assertThat(shown.path("size").asLong()).isEqualTo(backup.size());
    assertThat(shown.path("digest").asText()).isEqualTo(backup.digest()).hasSize(64);
    assertThat(shown.path("sample_count").asInt()).isEqualTo(1);
    assertThat(shown.path("annotation_count").asInt()).isEqualTo(1);
    assertThat(shown.path("created_by").asText()).isEqualTo(owner.id().toString());
    try (InputStream in = URI.create(shown.path("url").asText()).toURL().openStream()) {
      assertThat(in.readAllBytes()).isEqualTo(BACKUPS.bytes(backup.id()));
    }
  }

  @Test
  void oneThatIsBeingMadeHasNoLink() {
    User owner = STACK.user("bea");
    UUID id = BACKUPS.begin(StoredSet.empty(STACK, owner, "bees"));

    JsonNode shown = STACK.as(owner).get("/api/backups/" + id).json();

    assertThat(shown.path("state").asText()).isEqualTo("making");
    assertThat(shown.path("url").isNull()).isTrue();
    assertThat(shown.path("completed_at").isNull()).isTrue();
  }

  @Test
  void onlyItsOwnerAndAnAdminSeeIt() {
    StoredSet set = StoredSet.empty(STACK, STACK.user("cat"), "cows");
    User friend = STACK.user("friend");
    STACK
        .stack()
        .executeAsOwner(
            "insert into dataset_shares values ('%s', '%s', 'editor', now())"
                .formatted(set.id(), friend.id()));
    String path = "/api/backups/" + BACKUPS.begin(set);

    assertThat(STACK.as(friend).get(path).status()).isEqualTo(404);
    assertThat(STACK.anonymous().get(path).status()).isEqualTo(401);
    assertThat(STACK.as(STACK.admin("root")).get(path).status()).isEqualTo(200);
    assertThat(STACK.as(set.owner()).get("/api/backups/nothing").status()).isEqualTo(404);
  }
}
