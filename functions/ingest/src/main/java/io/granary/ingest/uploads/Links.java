package io.granary.ingest.uploads;

import io.granary.api.Cursors;
import io.granary.database.Upload;
import io.granary.database.UploadFile;
import io.granary.database.UploadFileRepository;
import io.granary.domain.GranaryException;
import io.granary.storage.DirectUploads;
import io.granary.storage.DirectUploads.Link;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Hands out links to what is missing, a page of them at a time. */
@Singleton
final class Links {
  /** How long a link lives. */
  static final Duration LIFE = Duration.ofMinutes(15);

  /** The most links in one answer: with the token of a session in each, some two megabytes. */
  private static final int MOST = 1000;

  private final DirectUploads store;
  private final UploadFileRepository files;
  private final Cursors cursors;

  Links(DirectUploads store, UploadFileRepository files, Cursors cursors) {
    this.store = store;
    this.files = files;
    this.cursors = cursors;
  }

  /** A file and the numbers of its parts that are to be sent. */
  record Missing(UploadFile file, List<Integer> parts) {
    Missing {
      parts = List.copyOf(parts);
    }

    /** All of a file. */
    static Missing all(UploadFile file) {
      return new Missing(file, IntStream.rangeClosed(1, file.parts()).boxed().toList());
    }
  }

  /**
   * Where a list of what is missing goes on.
   *
   * @param file number of the first file
   * @param part number of its first part
   */
  record Place(int file, int part) {
    static final Place FIRST = new Place(0, 1);
  }

  /** Links, and where the next ones begin; null when there are none. */
  record Page(List<UploadFileView> files, @Nullable Place next) {
    Page {
      files = List.copyOf(files);
    }
  }

  /** Whether there are enough parts for a page. */
  static boolean fill(List<Missing> missing) {
    return missing.stream().mapToInt(each -> each.parts().size()).sum() >= MOST;
  }

  /** Makes links to the first of what is missing. */
  Page page(Upload upload, List<Missing> missing) {
    List<Missing> given = new ArrayList<>();
    @Nullable Place next = null;
    int room = MOST;
    for (Missing each : missing) {
      if (room == 0) {
        next = new Place(each.file().number(), each.parts().getFirst());
        break;
      }
      List<Integer> parts = each.parts();
      if (parts.size() > room) {
        next = new Place(each.file().number(), parts.get(room));
        parts = parts.subList(0, room);
      }
      given.add(new Missing(each.file(), parts));
      room -= parts.size();
      if (next != null) {
        break;
      }
    }
    return new Page(Concurrently.map(given, Concurrently.USUAL, each -> view(upload, each)), next);
  }

  private UploadFileView view(Upload upload, Missing missing) {
    UploadFile file = missing.file();
    String key = Arrivals.key(upload, file);
    @Nullable String begun = file.isInParts() ? begun(key, file) : null;
    List<UploadFileView.Part> parts =
        missing.parts().stream()
            .map(
                number -> {
                  long size = file.partBytes(number);
                  Link link =
                      begun == null
                          ? store.whole(key, size, file.mediaType(), base64(file.sha256()), LIFE)
                          : store.part(key, begun, number, size, LIFE);
                  return new UploadFileView.Part(
                      number, (number - 1) * file.partSize(), size, link.url(), link.headers());
                })
            .toList();
    return new UploadFileView(file.path(), file.size(), file.partSize(), parts);
  }

  /** Parts can be sent once S3 knows of them; of two that begin at once, one is given up. */
  private String begun(String key, UploadFile file) {
    if (file.begun() != null) {
      return file.begun();
    }
    String mine = store.begin(key, file.mediaType());
    String kept = files.begin(file, mine).orElseThrow(() -> GranaryException.notFound("upload"));
    if (!kept.equals(mine)) {
      store.abort(key, mine);
    }
    return kept;
  }

  private static @Nullable String base64(@Nullable String hex) {
    return hex == null ? null : Base64.getEncoder().encodeToString(HexFormat.of().parseHex(hex));
  }

  @Nullable String cursor(Upload upload, @Nullable Place place) {
    return place == null
        ? null
        : cursors.write(
            query(upload), List.of(Integer.toString(place.file()), Integer.toString(place.part())));
  }

  /**
   * @throws GranaryException INVALID_CURSOR
   */
  Place place(Upload upload, @Nullable String cursor) {
    if (cursor == null) {
      return Place.FIRST;
    }
    List<String> keys = cursors.read(query(upload), cursor);
    return new Place(Integer.parseInt(keys.get(0)), Integer.parseInt(keys.get(1)));
  }

  private static String query(Upload upload) {
    return "upload " + upload.id();
  }
}
