package io.granary.deletion.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.AuditRepository;
import io.granary.database.Backup;
import io.granary.database.BackupRepository;
import io.granary.database.User;
import io.granary.storage.Backups;
import io.granary.testing.ApiClient;
import io.granary.testing.TestStack;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DeleteBackupFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final TestBackups BACKUPS = new TestBackups(STACK);

  @Test
  void theArchiveIsGoneAndTheAuditSaysSo() {
    User owner = STACK.user("ann");
    StoredSet set = StoredSet.empty(STACK, owner, "birds");
    Backup backup = BACKUPS.make(set);
    ApiClient client = STACK.as(owner);
    String path = "/api/backups/" + backup.id();

    assertThat(client.delete(path).status()).isEqualTo(204);

    assertThat(client.delete(path).status()).isEqualTo(404);
    assertThat(client.get(path).status()).isEqualTo(404);
    assertThat(BACKUPS.find(backup.id()).state()).isEqualTo("deleted");
    assertThat(STACK.bean(Backups.class).objects().stat(backup.objectKey())).isEmpty();
    assertThat(BACKUPS.run().wholeOf(set.id(), 1)).isEmpty();
    var entry = STACK.bean(AuditRepository.class).list(set.id(), null, null, 1).getFirst();
    assertThat(entry.action()).isEqualTo("backup_deleted");
    assertThat(entry.details()).contains(backup.id().toString());
  }

  @Test
  void oneThatIsBeingMadeStays() {
    User owner = STACK.user("bea");
    UUID id = BACKUPS.begin(StoredSet.empty(STACK, owner, "bees"));

    assertThat(STACK.as(owner).delete("/api/backups/" + id).code()).isEqualTo("DATASET_BUSY");
    assertThat(BACKUPS.find(id).state()).isEqualTo("making");

    BACKUPS.run().abandon(id);
    assertThat(STACK.as(owner).delete("/api/backups/" + id).status()).isEqualTo(204);
  }

  @Test
  void aStrangerDeletesNothing() {
    Backup backup = BACKUPS.make(StoredSet.empty(STACK, STACK.user("cat"), "cows"));

    assertThat(STACK.signedIn("stranger").delete("/api/backups/" + backup.id()).status())
        .isEqualTo(404);
    assertThat(BACKUPS.find(backup.id()).isReady()).isTrue();
  }

  @Test
  void whatIsOverIsFoundForWhoClearsAway() {
    StoredSet set = StoredSet.empty(STACK, STACK.user("dan"), "dogs");
    Backup ready = BACKUPS.make(set);
    UUID making = BACKUPS.begin(set);
    var rows = STACK.bean(BackupRepository.class);

    assertThat(rows.expired(ready.expiresAt().minusMillis(1), null, 100)).doesNotContain(ready);
    assertThat(rows.expired(ready.expiresAt().plus(Duration.ofDays(1)), null, 100))
        .contains(ready)
        .noneMatch(found -> found.id().equals(making));
    BACKUPS.run().remove(ready);
    BACKUPS.run().remove(ready);
    assertThat(BACKUPS.find(ready.id()).state()).isEqualTo("deleted");
    assertThat(rows.expired(ready.expiresAt().plus(Duration.ofDays(1)), null, 100))
        .doesNotContain(ready);
  }
}
