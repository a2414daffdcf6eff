package io.granary.deletion.backup;

import io.granary.database.BackupPartRepository.Directory;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The lines that {@code sha256sum -c} reads. */
final class Checksums {
  private static final int DIGEST_BYTES = 32;
  private static final int NAME_LENGTH_AT = 28;
  private static final int EXTRA_LENGTH_AT = 30;

  private Checksums() {}

  /** A line for each entry of a piece of directory. */
  static byte[] of(Directory directory) {
    ByteBuffer records = ByteBuffer.wrap(directory.records()).order(ByteOrder.LITTLE_ENDIAN);
    var lines = new ByteArrayOutputStream();
    int digest = 0;
    int at = 0;
    while (at < records.limit()) {
      int nameLength = Short.toUnsignedInt(records.getShort(at + NAME_LENGTH_AT));
      int extraLength = Short.toUnsignedInt(records.getShort(at + EXTRA_LENGTH_AT));
      String name =
          new String(
              directory.records(),
              at + ZipEntryFacts.CENTRAL_BYTES,
              nameLength,
              StandardCharsets.UTF_8);
      String hex = HexFormat.of().formatHex(directory.digests(), digest, digest + DIGEST_BYTES);
      lines.writeBytes(line(hex, name).getBytes(StandardCharsets.UTF_8));
      digest += DIGEST_BYTES;
      at += ZipEntryFacts.CENTRAL_BYTES + nameLength + extraLength;
    }
    return lines.toByteArray();
  }

  /** A name with a backslash or a line break is written with escapes, and its line says so. */
  private static String line(String hex, String name) {
    String escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
    return (escaped.equals(name) ? "" : "\\") + hex + "  " + escaped + "\n";
  }
}
