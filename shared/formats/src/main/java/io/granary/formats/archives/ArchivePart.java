package io.granary.formats.archives;

import java.util.List;

/**
 * Some members of an archive that are done together. Of a ZIP it is a slice of its central
 * directory; of a TAR a range of bytes that begins at a header, a member's extended headers
 * included; of a TAR that is compressed as a whole, the whole.
 *
 * @param offset where it begins, in bytes from the start of the file
 * @param length its bytes
 * @param members how many members of it are read
 * @param compressedBytes their bytes in the archive
 * @param skippedOffsets where members begin that are in the range and left out
 */
public record ArchivePart(
    int number,
    long offset,
    long length,
    int members,
    long compressedBytes,
    List<Long> skippedOffsets) {
  public ArchivePart {
    skippedOffsets = List.copyOf(skippedOffsets);
  }
}
