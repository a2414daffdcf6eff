package io.granary.ingest.uploads;

import io.granary.database.Upload;
import io.granary.database.UploadFile;
import io.granary.database.UploadFileRepository;
import io.granary.database.UploadRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.ingest.uploads.Declarations.Declared;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** Adds files to uploads that take some. */
@Singleton
final class Additions {
  private final Jdbi jdbi;
  private final OpenUploads open;
  private final UploadRepository uploads;
  private final UploadFileRepository files;
  private final Declarations declarations;
  private final Room room;
  private final InstantSource clock;

  Additions(
      Jdbi jdbi,
      OpenUploads open,
      UploadRepository uploads,
      UploadFileRepository files,
      Declarations declarations,
      Room room,
      InstantSource clock) {
    this.jdbi = jdbi;
    this.open = open;
    this.uploads = uploads;
    this.files = files;
    this.declarations = declarations;
    this.room = room;
    this.clock = clock;
  }

  /**
   * What was added.
   *
   * @param files those of the request that are not there whole, in the order of their numbers
   */
  record Added(Upload upload, List<UploadFile> files, long partSize) {
    Added {
      files = List.copyOf(files);
    }
  }

  /**
   * Adds files, all or none.
   *
   * @throws GranaryException VALIDATION_FAILED with all that is wrong, UPLOAD_CONFLICT with all
   *     that was declared otherwise before, UPLOAD_ENDED, UPLOAD_EXPIRED, QUOTA_EXCEEDED
   */
  Added add(UUID id, List<DeclaredFile> wanted) {
    List<Violation> violations = new ArrayList<>();
    Declared declared = declarations.read(wanted, violations);
    Declarations.refuse(violations);
    return jdbi.inTransaction(
        handle -> {
          Upload upload = open.hold(handle, id);
          Map<String, UploadFile> before =
              files.at(handle, id, declared.paths()).stream()
                  .collect(Collectors.toMap(UploadFile::path, Function.identity()));
          refuseOthers(declared, before);
          List<UploadFile> added = new ArrayList<>();
          for (int place = 0; place < declared.files().size(); place++) {
            if (!before.containsKey(declared.paths().get(place))) {
              int number = upload.fileCount() + added.size();
              added.add(declared.file(place, id, number, declared.partSize()));
            }
          }
          grow(handle, upload, added);
          List<UploadFile> all = new ArrayList<>(added);
          before.values().stream().filter(file -> !file.isWhole()).forEach(all::add);
          all.sort(Comparator.comparing(UploadFile::number));
          return new Added(upload, all, declared.partSize());
        });
  }

  private static void refuseOthers(Declared declared, Map<String, UploadFile> before) {
    List<Violation> conflicts = new ArrayList<>();
    for (int place = 0; place < declared.files().size(); place++) {
      DeclaredFile file = declared.files().get(place);
      @Nullable UploadFile earlier = before.get(declared.paths().get(place));
      if (earlier != null
          && (earlier.size() != file.size() || !Objects.equals(earlier.sha256(), file.hash()))) {
        conflicts.add(
            new Violation(
                "/files/" + place, "was declared with another size or SHA-256: " + earlier.path()));
      }
    }
    if (!conflicts.isEmpty()) {
      throw new GranaryException(
          Code.UPLOAD_CONFLICT,
          "Cannot add the files: %d of them were declared otherwise.".formatted(conflicts.size()),
          conflicts.stream().limit(100).toList());
    }
  }

  private void grow(Handle handle, Upload upload, List<UploadFile> added) {
    long bytes = added.stream().mapToLong(UploadFile::size).sum();
    List<Violation> violations = new ArrayList<>();
    declarations.checkAll(
        (long) upload.fileCount() + added.size(), upload.byteCount() + bytes, violations);
    Declarations.refuse(violations);
    UUID dataset = upload.datasetId();
    if (upload.isReserved() && dataset != null) {
      room.take(handle, dataset, upload.byteCount() + bytes);
    } else {
      room.check(handle, upload.userId(), dataset, bytes);
    }
    files.insert(handle, added);
    uploads.grow(handle, upload.id(), added.size(), bytes, clock.instant().plus(Links.LIFE));
  }
}
