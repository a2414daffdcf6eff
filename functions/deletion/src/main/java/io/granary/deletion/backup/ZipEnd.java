package io.granary.deletion.backup;

import static io.granary.deletion.backup.ZipEntryFacts.LIMIT;

/**
 * What ends a ZIP archive, after the records of its directory.
 *
 * @param offset where the directory begins
 * @param size its bytes
 */
record ZipEnd(long entries, long offset, long size) {
  private static final int MOST_ENTRIES = 0xFFFF;
  private static final int VERSION = 45;

  /** Of the record of 64 bits, without its first twelve. */
  private static final int ZIP64_BYTES = 44;

  byte[] bytes() {
    var end = new LittleEndian();
    if (entries >= MOST_ENTRIES || offset >= LIMIT || size >= LIMIT) {
      end.u32(0x0606_4b50)
          .u64(ZIP64_BYTES)
          .u16(VERSION)
          .u16(VERSION)
          .u32(0)
          .u32(0)
          .u64(entries)
          .u64(entries)
          .u64(size)
          .u64(offset);
      end.u32(0x0706_4b50).u32(0).u64(offset + size).u32(1);
    }
    int count = (int) Math.min(entries, MOST_ENTRIES);
    return end.u32(0x0605_4b50)
        .u16(0)
        .u16(0)
        .u16(count)
        .u16(count)
        .u32(Math.min(size, LIMIT))
        .u32(Math.min(offset, LIMIT))
        .u16(0)
        .toBytes();
  }
}
