package io.granary.deletion.backup;

/**
 * An entry of a ZIP archive, and the records that say so (PKWARE's APPNOTE 6.3.10, 4.3). Times are
 * fixed, so that the same content makes the same archive.
 *
 * @param name UTF-8
 * @param isStreamed whether its sizes follow its data
 * @param compressed bytes of its data
 * @param size bytes of its content
 * @param offset where its local header is
 */
@SuppressWarnings("ArrayRecordComponent")
record ZipEntryFacts(
    byte[] name,
    boolean isStreamed,
    int method,
    long crc,
    long compressed,
    long size,
    long offset) {
  static final int STORED = 0;
  static final int DEFLATED = 8;

  /** What a field of 32 bits says when another of 64 bits has the value. */
  static final long LIMIT = 0xFFFF_FFFFL;

  static final int CENTRAL_SIGNATURE = 0x0201_4b50;
  static final int CENTRAL_BYTES = 46;

  private static final int LOCAL_SIGNATURE = 0x0403_4b50;
  private static final int DESCRIPTOR_SIGNATURE = 0x0807_4b50;
  private static final int NEEDS_20 = 20;
  private static final int NEEDS_45 = 45;
  private static final int MADE_ON_UNIX = 3 << 8;
  private static final long FILE_READ_BY_ALL = 0100644L << 16;
  private static final int UTF_8 = 1 << 11;
  private static final int SIZES_FOLLOW = 1 << 3;
  private static final int ZIP64 = 1;

  /** 1 January 1980, the first day that there is. */
  private static final int DATE = 1 << 5 | 1;

  /** What comes before the data. */
  byte[] localHeader() {
    boolean wide = isWide();
    var record = new LittleEndian().u32(LOCAL_SIGNATURE).u16(wide ? NEEDS_45 : NEEDS_20);
    addCommon(record);
    record
        .u32(isStreamed ? 0 : crc)
        .u32(wide ? LIMIT : isStreamed ? 0 : compressed)
        .u32(wide ? LIMIT : isStreamed ? 0 : size)
        .u16(name.length)
        .u16(wide ? 20 : 0)
        .bytes(name);
    if (wide) {
      record.u16(ZIP64).u16(16).u64(isStreamed ? 0 : size).u64(isStreamed ? 0 : compressed);
    }
    return record.toBytes();
  }

  /**
   * What comes after the data of a streamed entry: sizes of 64 bits where 32 are too few, or where
   * the local header has announced them.
   *
   * @param local what the header was made of
   */
  byte[] descriptor(ZipEntryFacts local) {
    var record = new LittleEndian().u32(DESCRIPTOR_SIGNATURE).u32(crc);
    return local.isWide() || isWide()
        ? record.u64(compressed).u64(size).toBytes()
        : record.u32(compressed).u32(size).toBytes();
  }

  private boolean isWide() {
    return compressed > LIMIT || size > LIMIT;
  }

  /** What the directory at the archive's end says. */
  byte[] centralHeader() {
    var wide = new LittleEndian();
    for (long value : new long[] {size, compressed, offset}) {
      if (value >= LIMIT) {
        wide.u64(value);
      }
    }
    boolean isWide = wide.size() > 0;
    var record =
        new LittleEndian()
            .u32(CENTRAL_SIGNATURE)
            .u16(MADE_ON_UNIX | NEEDS_45)
            .u16(isWide ? NEEDS_45 : NEEDS_20);
    addCommon(record);
    record
        .u32(crc)
        .u32(Math.min(compressed, LIMIT))
        .u32(Math.min(size, LIMIT))
        .u16(name.length)
        .u16(isWide ? 4 + wide.size() : 0)
        .u16(0)
        .u16(0)
        .u16(0)
        .u32(FILE_READ_BY_ALL)
        .u32(Math.min(offset, LIMIT))
        .bytes(name);
    return isWide
        ? record.u16(ZIP64).u16(wide.size()).bytes(wide.toBytes()).toBytes()
        : record.toBytes();
  }

  private void addCommon(LittleEndian record) {
    record.u16(UTF_8 | (isStreamed ? SIZES_FOLLOW : 0)).u16(method).u16(0).u16(DATE);
  }
}
