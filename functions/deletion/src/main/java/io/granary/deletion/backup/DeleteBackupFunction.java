package io.granary.deletion.backup;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.RequestInfo;
import io.granary.api.ResourceRef;
import io.granary.database.AuditRepository;
import io.granary.database.Backup;
import io.granary.database.BackupRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Deletes a backup and its archive, which cannot be taken back. */
@Controller
@LambdaFunction(
    name = "delete-backup",
    access = Access.BACKUP_OWNER,
    refuses = Code.DATASET_BUSY,
    answers = @Answer(status = 204),
    uses = Use.BACKUPS_DELETE)
final class DeleteBackupFunction {
  private final Jdbi jdbi;
  private final BackupRepository backups;
  private final BackupRun run;
  private final AuditRepository audit;

  DeleteBackupFunction(Jdbi jdbi, BackupRepository backups, BackupRun run, AuditRepository audit) {
    this.jdbi = jdbi;
    this.backups = backups;
    this.run = run;
    this.audit = audit;
  }

  @Delete("/api/backups/{backupId}")
  HttpResponse<Void> delete(Caller caller, ResourceRef ref, RequestInfo request) {
    Backup backup = backups.find(ref.id()).orElseThrow(() -> GranaryException.notFound("backup"));
    run.removeObject(backup);
    jdbi.useTransaction(
        handle -> {
          if (backups.delete(handle, backup.id())) {
            audit.add(
                handle,
                backup.datasetId(),
                "backup_deleted",
                caller.id(),
                request.id(),
                Map.of("backup_id", backup.id(), "path", backup.objectKey()));
          }
        });
    return HttpResponse.noContent();
  }
}
