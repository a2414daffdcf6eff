package io.granary.formats.annotations;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.digest.MurmurHash3;

/** Knows the annotations, ids and images that came before, by 64-bit hashes. */
final class SeenAnnotations {
  /** The bits of a hash that are in an annotation's id as well. */
  private static final long OF_ID = ~0xF000L;

  private final LongTable contents = new LongTable();
  private final LongTable objectsWithIds = new LongTable();
  private final LongTable idsOfFile = new LongTable();
  private final LongTable firstFiles = new LongTable();
  private final LongTable overlapping = new LongTable();
  private final List<String> files = new ArrayList<>();
  private final List<String> tasks = new ArrayList<>();

  /** What an annotation is in view of those before it. */
  enum Kind {
    NEW,
    /** The very one that an earlier file of another task has: the two are one. */
    JOINED,
    /** Another of the same image, class and geometry. */
    AGAIN
  }

  /** Takes an annotation that was there before all files, by the first 64 bits of its id. */
  void know(long id, long object, String sourceId) {
    if (files.isEmpty()) {
      beginFile("the dataset", "");
    }
    contents.putIfAbsent(id & OF_ID, 0);
    if (!sourceId.isEmpty()) {
      objectsWithIds.putIfAbsent(object ^ hash(sourceId), 0);
    }
  }

  void beginFile(String path, String task) {
    files.add(path);
    tasks.add(task);
    idsOfFile.clear();
  }

  /**
   * Takes an annotation of the file that was begun last.
   *
   * @param content hash of its image, class and geometry
   * @param object hash of its image, class and box, which other tasks have as well
   */
  Kind add(long content, long object, String id) {
    int file = files.size() - 1;
    long objectWithId = object ^ hash(id);
    int earlier = id.isEmpty() ? LongTable.ABSENT : objectsWithIds.get(objectWithId);
    if (earlier != LongTable.ABSENT && !tasks.get(earlier).equals(tasks.get(file))) {
      return Kind.JOINED;
    }
    if (!contents.putIfAbsent(content & OF_ID, file)) {
      return Kind.AGAIN;
    }
    objectsWithIds.putIfAbsent(objectWithId, file);
    return Kind.NEW;
  }

  /** Whether the file has had no annotation of this id; one without id is always new. */
  boolean isNewId(String id) {
    return id.isEmpty() || idsOfFile.putIfAbsent(hash(id), 0);
  }

  /** The two files of one task that annotate an image, told once for each image. */
  Optional<String> overlap(int sample) {
    int file = files.size() - 1;
    firstFiles.putIfAbsent(sample, file);
    int first = firstFiles.get(sample);
    return first != file
            && tasks.get(first).equals(tasks.get(file))
            && overlapping.putIfAbsent(sample, file)
        ? Optional.of("%s and %s".formatted(files.get(first), files.get(file)))
        : Optional.empty();
  }

  private static long hash(String text) {
    return MurmurHash3.hash128x64(text.getBytes(StandardCharsets.UTF_8))[0];
  }
}
