package io.granary.deletion.backup;

import io.granary.api.Access;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.ResourceRef;
import io.granary.database.Backup;
import io.granary.database.BackupRepository;
import io.granary.domain.GranaryException;
import io.granary.storage.Backups;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A backup, with a link to its archive when it is ready. */
@Controller
@LambdaFunction(name = "get-backup", access = Access.BACKUP_OWNER, uses = Use.BACKUPS_READ)
final class GetBackupFunction {
  private static final Duration LIFE = Duration.ofMinutes(15);

  private final BackupRepository backups;
  private final Backups bucket;

  GetBackupFunction(BackupRepository backups, Backups bucket) {
    this.backups = backups;
    this.bucket = bucket;
  }

  @Get("/api/backups/{backupId}")
  BackupView get(ResourceRef ref) {
    Backup backup = backups.find(ref.id()).orElseThrow(() -> GranaryException.notFound("backup"));
    return BackupView.of(backup, link(backup));
  }

  private @Nullable URI link(Backup backup) {
    return backup.isReady()
        ? bucket.objects().link(backup.objectKey(), "application/zip", LIFE)
        : null;
  }
}
