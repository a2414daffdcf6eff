package io.granary.database.dependants;

import io.granary.database.BackupTable;
import io.granary.database.BackupTables;
import jakarta.inject.Singleton;
import java.util.List;

/** What backups have beside samples, files and classes. */
@Singleton
final class BackedUp implements BackupTables {
  private final List<BackupTable> tables;

  BackedUp(Dependants dependants) {
    this.tables = dependants.all().stream().flatMap(each -> each.backup().stream()).toList();
  }

  @Override
  public List<BackupTable> all() {
    return tables;
  }
}
