package io.granary.deletion.backup;

import java.io.ByteArrayOutputStream;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Content that is in memory whole, as an archive has it: texts deflated, where that makes them
 * smaller, everything else as it is.
 */
@SuppressWarnings("ArrayRecordComponent")
record Packed(int method, long crc, long size, byte[] data) {
  private static final Set<String> TEXTS =
      Set.of("csv", "htm", "html", "json", "jsonl", "md", "tsv", "txt", "xml", "yaml", "yml");

  static Packed of(String path, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(content);
    byte[] deflated = isText(path) ? deflate(content) : content;
    return deflated.length < content.length
        ? new Packed(ZipEntryFacts.DEFLATED, crc.getValue(), content.length, deflated)
        : new Packed(ZipEntryFacts.STORED, crc.getValue(), content.length, content);
  }

  /** How much work to spend on an entry that is streamed. */
  static int level(String path) {
    return isText(path) ? Deflater.BEST_SPEED : Deflater.NO_COMPRESSION;
  }

  private static boolean isText(String path) {
    return TEXTS.contains(
        path.substring(path.lastIndexOf('.') + 1).toLowerCase(java.util.Locale.ROOT));
  }

  private static byte[] deflate(byte[] content) {
    try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
      deflater.setInput(content);
      deflater.finish();
      var out = new ByteArrayOutputStream(content.length / 2 + 64);
      byte[] buffer = new byte[8192];
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
      return out.toByteArray();
    }
  }
}
