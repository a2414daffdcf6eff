package io.granary.formats.voc;

import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.LongTable;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * The names that samples have in lists and for annotation files: without extension, unless that is
 * the name of another sample as well. Some 24 bytes a sample.
 */
final class VocNames {
  private final LongTable taken = new LongTable();
  private final LongTable shared = new LongTable();
  private final LongTable written = new LongTable();

  /** Where the image of a sample lies, below the folder of images. */
  static String image(AnnotatedSample sample) {
    String folder = VocPath.IMAGES + "/";
    String path = sample.path();
    return path.startsWith(folder) ? path.substring(folder.length()) : path;
  }

  /** Takes note of a sample; all of them must be known before {@link #of}. */
  void see(AnnotatedSample sample) {
    String image = image(sample);
    String stem = VocPath.withoutExtension(image);
    take(stem);
    if (!stem.equals(image)) {
      take(image);
    }
  }

  /** The name of a sample; no other one has it. */
  String of(AnnotatedSample sample) {
    String image = image(sample);
    String stem = VocPath.withoutExtension(image);
    return shared.get(key(stem)) == LongTable.ABSENT ? stem : image;
  }

  /** Whether no sample before it, of those asked for, has its image in the same place. */
  boolean isFirst(AnnotatedSample sample) {
    return written.putIfAbsent(key(image(sample)), 0);
  }

  private void take(String name) {
    if (!taken.putIfAbsent(key(name), 0)) {
      shared.putIfAbsent(key(name), 0);
    }
  }

  private static long key(String name) {
    return MurmurHash3.hash128x64(name.getBytes(StandardCharsets.UTF_8))[0];
  }
}
