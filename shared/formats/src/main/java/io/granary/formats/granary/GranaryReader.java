package io.granary.formats.granary;

import io.granary.domain.BackupLayout;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.AnnotationReader;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;

/** Reads a backup: its classes, then its samples with their annotations. */
public final class GranaryReader implements AnnotationReader {
  private final SetFile file;
  private final BackupManifest manifest;

  GranaryReader(SetFile file, BackupManifest manifest) {
    this.file = file;
    this.manifest = manifest;
  }

  /** What is said about the dataset as a whole; empty when an earlier import has taken it. */
  public Optional<BackupManifest> manifest() {
    return file.isNew() ? Optional.of(manifest) : Optional.empty();
  }

  /** Every file of the set was one of the dataset's. */
  @Override
  public boolean uses(String path) {
    return true;
  }

  @Override
  public void read(SetFiles files, AnnotationImport target) throws IOException {
    var classes = new ClassesFile();
    Optional<SetFile> list = files.find(BackupLayout.CLASSES);
    if (list.isPresent()) {
      classes.read(list.get(), files.content(list.get()), target);
    }
    var listed = new BitSet();
    files.read(
        found -> BackupLayout.isSamples(found.path()),
        (found, content) -> {
          target.beginFile(found, GranaryFormat.NAME, "samples");
          new BoundedLines(BoundedLines.MOST)
              .read(content, new SampleLines(target, classes, found.path(), listed));
          target.endFile();
        });
    noteUnlisted(listed, target);
  }

  private void noteUnlisted(BitSet listed, AnnotationImport target) {
    target.beginFile(file, GranaryFormat.NAME, "manifest");
    int size = target.samples().size();
    for (int sample = listed.nextClearBit(0);
        sample < size;
        sample = listed.nextClearBit(sample + 1)) {
      if (target.isFresh(sample)) {
        target
            .issues()
            .add(
                IssueCode.BACKUP_SAMPLE_UNLISTED,
                target.samples().path(sample),
                "",
                "The dataset that was backed up had no such sample");
      }
    }
    target.endFile();
  }
}
