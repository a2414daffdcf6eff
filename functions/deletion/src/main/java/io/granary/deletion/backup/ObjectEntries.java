package io.granary.deletion.backup;

import io.granary.database.BackupContentRepository;
import io.granary.deletion.backup.Position.Stage;
import io.granary.deletion.backup.ReadAhead.Piece;
import io.granary.deletion.backup.ReadAhead.Read;
import io.granary.deletion.backup.ReadAhead.Whole;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.storage.Objects;
import java.io.IOException;
import java.util.Iterator;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The entries of an archive that are objects: samples, and the files that came with them. */
final class ObjectEntries {
  /** What a backup says of the dataset itself begins so. */
  static final String OWN = "_granary/";

  private static final Pattern TAKEN =
      Pattern.compile(
          OWN
              + "([a-z_]+\\.jsonl|samples-[0-9]+\\.jsonl|(manifest|classes)\\.json|checksums\\.txt)");
  private static final int PAGE = 1000;

  private final BackupContentRepository content;
  private final Objects objects;
  private final UUID dataset;

  ObjectEntries(BackupContentRepository content, Objects objects, UUID dataset) {
    this.content = content;
    this.objects = objects;
    this.dataset = dataset;
  }

  /** Writes samples, in the order of their ids. */
  void samples(Archive archive, @Nullable String after) throws IOException {
    write(
        archive,
        new Paged<>(
            last -> {
              String from = last == null ? after : last.after().after();
              return content
                  .samples(dataset, from == null ? null : UUID.fromString(from), PAGE)
                  .stream()
                  .map(
                      s ->
                          new StoredObject(
                              Position.after(Stage.SAMPLES, s.id().toString()),
                              free(s.path()),
                              s.objectKey(),
                              s.size(),
                              s.sha256()))
                  .toList();
            }));
  }

  /** Writes files, in the order of their paths. */
  void files(Archive archive, @Nullable String after) throws IOException {
    write(
        archive,
        new Paged<>(
            last -> {
              String from = last == null ? after : last.path();
              return content.files(dataset, from == null ? "" : from, PAGE).stream()
                  .map(
                      f ->
                          new StoredObject(
                              Position.after(Stage.FILES, f.path()),
                              f.path(),
                              f.objectKey(),
                              f.size(),
                              f.sha256()))
                  .toList();
            }));
  }

  private static String free(String path) {
    if (TAKEN.matcher(path).matches()) {
      throw new GranaryException(
          Code.BACKUP_FAILED,
          "Cannot back up '%s': the backup itself has a file of that path".formatted(path));
    }
    return path;
  }

  private void write(Archive archive, Iterator<StoredObject> wanted) throws IOException {
    try (var ahead = new ReadAhead(objects, wanted)) {
      for (Read read = ahead.next(); read != null; read = ahead.next()) {
        switch (read) {
          case Whole whole ->
              archive.add(
                  whole.object().path(), whole.content(), whole.sha256(), whole.object().after());
          case Piece piece -> writeLarge(archive, piece, ahead);
        }
      }
    }
  }

  private static void writeLarge(Archive archive, Piece first, ReadAhead ahead) throws IOException {
    StoredObject object = first.object();
    try (ZipStream entry = archive.begin(object.path(), object.size())) {
      Piece piece = first;
      entry.write(piece.bytes());
      while (!piece.isLast()) {
        piece = (Piece) java.util.Objects.requireNonNull(ahead.next());
        entry.write(piece.bytes());
      }
      ReadAhead.check(object, entry.sha256());
      archive.end(entry, object.after());
    }
  }
}
