package io.granary.formats.archives;

import java.util.List;

/**
 * Some entries of a ZIP that are done together: a slice of its central directory.
 *
 * @param directoryOffset where the slice begins, in bytes from the start of the file
 * @param directoryLength bytes of the slice
 * @param members how many entries of it are to be read
 * @param compressedBytes their bytes in the archive
 * @param skippedOffsets local headers of entries in the slice that are left out
 */
public record ArchivePart(
    int number,
    long directoryOffset,
    long directoryLength,
    int members,
    long compressedBytes,
    List<Long> skippedOffsets) {
  public ArchivePart {
    skippedOffsets = List.copyOf(skippedOffsets);
  }
}
