package io.granary.formats.archives;

import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** One set of files, to be packed in every way. */
final class SampleSet {
  /** Contents by path. */
  static final Map<String, byte[]> FILES = files();

  private SampleSet() {}

  private static Map<String, byte[]> files() {
    var random = new Random(20260101);
    Map<String, byte[]> files = new TreeMap<>();
    files.put("notes.txt", Reading.bytes("all of one kind\n".repeat(500)));
    files.put("labels/a b.txt", Reading.bytes("0 0.5 0.5 0.25 0.25\n"));
    files.put("labels/empty.txt", new byte[0]);
    files.put("train/cats/Caf\u00e9 01.jpg", noise(random, 300_000));
    files.put("train/cats/block.bin", noise(random, 512));
    files.put("train/dogs/m\u00fcll.JPG", noise(random, 70_001));
    for (int i = 0; i < 30; i++) {
      files.put("train/dogs/%03d.jpg".formatted(i), noise(random, 1000 + i));
    }
    return files;
  }

  private static byte[] noise(Random random, int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  /** The SHA-256 by path, as a {@link Reading} has it. */
  static Map<String, String> digests() {
    Map<String, String> digests = new TreeMap<>();
    FILES.forEach((path, content) -> digests.put(path, Reading.digest(content)));
    return digests;
  }
}
