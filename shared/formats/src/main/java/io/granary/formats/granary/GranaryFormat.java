package io.granary.formats.granary;

import io.granary.domain.BackupLayout;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationFormat;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.AnnotationReader;
import io.granary.formats.annotations.Match;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.Scout;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A backup of a dataset, which says so in its manifest. The original annotation files lie beside
 * it; where new ones come to a dataset that a backup was made into, they decide.
 */
public final class GranaryFormat implements AnnotationFormat {
  static final String NAME = "granary";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public boolean isDeclared() {
    return true;
  }

  @Override
  public Scout scout(@Nullable String hint) {
    return new BackupScout();
  }

  private static final class BackupScout implements Scout {
    private @Nullable SetFile manifest;
    private boolean hasOthersNew;

    @Override
    public void see(SetFile file) {
      if (file.path().equals(BackupLayout.MANIFEST)) {
        manifest = file;
      } else {
        hasOthersNew |= file.isNew();
      }
    }

    @Override
    public Match conclude(SetFiles files, SampleIndex samples) throws IOException {
      SetFile file = manifest;
      if (file == null) {
        return Match.none(NAME, "there is no " + BackupLayout.MANIFEST);
      }
      if (!file.isNew() && hasOthersNew) {
        return Match.none(NAME, "the backup was read before, and other files are new");
      }
      try {
        Optional<BackupManifest> read = BackupManifest.read(files.content(file));
        return read.isEmpty()
            ? Match.none(NAME, file.path() + " is not of a backup")
            : new Match(NAME, 1, file.path() + " says so", new GranaryReader(file, read.get()));
      } catch (UnreadableBackupException e) {
        return new Match(NAME, 1, file.path() + ": " + e.problem(), new Refusal(file, e.problem()));
      }
    }
  }

  /**
   * Says that a backup cannot be read. The files beside it may make another dataset than it had.
   */
  private record Refusal(SetFile file, String problem) implements AnnotationReader {
    @Override
    public boolean uses(String path) {
      return BackupLayout.has(path);
    }

    @Override
    public void read(SetFiles files, AnnotationImport target) {
      target.refuse(file, NAME, IssueCode.ANNOTATION_FILE_UNREADABLE, problem);
    }
  }
}
