package io.granary.ingest.uploads;

import io.granary.database.Upload;
import io.granary.database.UploadFile;
import io.granary.database.UploadFileRepository;
import io.granary.ingest.uploads.Links.Missing;
import io.granary.storage.DirectUploads;
import io.granary.storage.DirectUploads.Arrived;
import io.granary.storage.DirectUploads.Part;
import io.granary.storage.ObjectKeys;
import jakarta.inject.Singleton;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Looks at what has come of files; nothing of what callers say of it is believed. */
@Singleton
final class Arrivals {
  private final DirectUploads store;
  private final UploadFileRepository files;

  Arrivals(DirectUploads store, UploadFileRepository files) {
    this.store = store;
    this.files = files;
  }

  /**
   * What has come of a file.
   *
   * @param file with what is known of it now
   * @param missing the parts that are not there
   */
  record Seen(UploadFile file, List<Integer> missing) {
    Seen {
      missing = List.copyOf(missing);
    }

    boolean isMissing() {
      return !missing.isEmpty();
    }
  }

  static String key(Upload upload, UploadFile file) {
    return ObjectKeys.upload(upload.userId(), upload.id(), file.number(), file.attempt());
  }

  /** Looks at a file, and changes nothing in the store. */
  Seen look(Upload upload, UploadFile file) {
    return file.isInParts()
        ? parts(upload, file, there(upload, file))
        : object(upload, file).orElseGet(() -> nothing(file));
  }

  /** Looks at a file, and makes one object of its parts when all are there. */
  Seen join(Upload upload, UploadFile file) {
    if (!file.isInParts()) {
      return look(upload, file);
    }
    List<Part> there = there(upload, file);
    Seen seen = parts(upload, file, there);
    if (seen.isMissing()) {
      // Another request may be making the object, and a store may show that part by part.
      return object(upload, file).orElse(seen);
    }
    if (seen.file().etag() != null) {
      return seen;
    }
    String key = key(upload, file);
    store.complete(
        key,
        String.valueOf(file.begun()),
        there.stream().filter(part -> part.number() <= file.parts()).toList());
    return object(upload, file).orElseGet(() -> nothing(file));
  }

  private List<Part> there(Upload upload, UploadFile file) {
    return file.begun() == null ? List.of() : store.parts(key(upload, file), file.begun());
  }

  /** Parts that are gone may have become an object. */
  private Seen parts(Upload upload, UploadFile file, List<Part> there) {
    if (there.isEmpty() && file.begun() != null) {
      return object(upload, file).orElseGet(() -> nothing(file));
    }
    Set<Integer> right =
        there.stream()
            .filter(part -> part.number() <= file.parts())
            .filter(part -> part.size() == file.partBytes(part.number()))
            .map(Part::number)
            .collect(Collectors.toSet());
    List<Integer> missing =
        IntStream.rangeClosed(1, file.parts()).boxed().filter(n -> !right.contains(n)).toList();
    return new Seen(missing.isEmpty() ? file.whole() : file, missing);
  }

  /** The object of a file; one of another size is none of ours, and another is asked for. */
  private Optional<Seen> object(Upload upload, UploadFile file) {
    Optional<Arrived> found = store.find(key(upload, file));
    if (found.isPresent() && found.get().size() != file.size()) {
      files.again(file);
      return Optional.of(nothing(file.again()));
    }
    return found.map(
        object ->
            new Seen(
                file.arrived(object.etag(), isProof(file.sha256(), object.sha256())), List.of()));
  }

  /** Whether the store itself has checked the declared hash. */
  private static boolean isProof(@Nullable String declared, @Nullable String checked) {
    return declared != null
        && checked != null
        && checked.equals(Base64.getEncoder().encodeToString(HexFormat.of().parseHex(declared)));
  }

  private static Seen nothing(UploadFile file) {
    return new Seen(file, Missing.all(file).parts());
  }
}
