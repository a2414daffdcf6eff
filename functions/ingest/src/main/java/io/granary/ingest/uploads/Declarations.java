package io.granary.ingest.uploads;

import io.granary.database.UploadFile;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.formats.archives.ArchiveKind;
import io.granary.formats.archives.ArchiveLimits;
import io.granary.formats.archives.MemberPath;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Holds declared files to what a dataset takes, with all that is wrong found at once. */
@Singleton
final class Declarations {
  /** The most files of an upload, whatever number of requests declares them. */
  static final int MOST_FILES = 100_000;

  private static final int MOST_VIOLATIONS = 100;

  private final ArchiveLimits limits;

  Declarations(ArchiveLimits limits) {
    this.limits = limits;
  }

  /** Files with their paths as the dataset has them; no path is there twice. */
  record Declared(List<DeclaredFile> files, List<String> paths) {
    Declared {
      files = List.copyOf(files);
      paths = List.copyOf(paths);
    }

    long bytes() {
      return files.stream().mapToLong(DeclaredFile::size).sum();
    }

    /** The size of parts that all of these can come in. */
    long partSize() {
      return PartSize.of(files.stream().mapToLong(DeclaredFile::size).max().orElse(0));
    }

    /** The file of a place, as the number of an upload. */
    UploadFile file(int place, UUID upload, int number, long partSize) {
      DeclaredFile file = files.get(place);
      return UploadFile.declared(
          upload, number, paths.get(place), file.size(), partSize, file.mediaType(), file.hash());
    }
  }

  /** Reads what was declared, and adds what is wrong with it to what was found before. */
  Declared read(List<DeclaredFile> files, List<Violation> violations) {
    List<String> paths = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    for (int place = 0; place < files.size(); place++) {
      DeclaredFile file = files.get(place);
      String pointer = "/files/" + place;
      MemberPath path = MemberPath.of(file.path());
      if (path.kind() == MemberPath.Kind.UNSAFE) {
        violations.add(new Violation(pointer + "/path", "is unsafe: " + path.reason()));
      } else if (path.path().endsWith("/")) {
        violations.add(new Violation(pointer + "/path", "must be of a file, not of a folder"));
      }
      Integer earlier = places.putIfAbsent(path.path(), place);
      if (earlier != null) {
        violations.add(
            new Violation(pointer + "/path", "is also the path of /files/%d".formatted(earlier)));
      }
      long most = isArchive(path.path()) ? limits.maxTotalBytes() : limits.maxEntryBytes();
      if (file.size() > most) {
        violations.add(
            new Violation(pointer + "/size", "must be less than or equal to %d".formatted(most)));
      }
      paths.add(path.path());
    }
    return new Declared(files, paths);
  }

  /** Adds what is wrong with an upload as a whole. */
  void checkAll(long files, long bytes, List<Violation> violations) {
    if (files > MOST_FILES) {
      violations.add(
          new Violation(
              "/files",
              "must not make the upload more than %d files; archives hold more"
                  .formatted(MOST_FILES)));
    }
    if (bytes > limits.maxTotalBytes()) {
      violations.add(
          new Violation(
              "/files",
              "must not make the upload more than %d bytes".formatted(limits.maxTotalBytes())));
    }
  }

  /**
   * @throws GranaryException VALIDATION_FAILED when anything was found
   */
  static void refuse(List<Violation> violations) {
    if (!violations.isEmpty()) {
      throw new GranaryException(
          Code.VALIDATION_FAILED,
          "Cannot take the request: %d problem(s) found.".formatted(violations.size()),
          violations.stream().limit(MOST_VIOLATIONS).toList());
    }
  }

  private static boolean isArchive(String path) {
    return ArchiveKind.ofName(path).isPresent();
  }
}
