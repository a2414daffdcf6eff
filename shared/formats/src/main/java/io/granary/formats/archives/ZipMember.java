package io.granary.formats.archives;

/**
 * An entry of a ZIP, as the central directory declares it (APPNOTE 6.3.10, section 4.3.12).
 *
 * @param name the decoded name, with {@code /} between folders
 * @param method 0 stored, 8 deflated
 * @param compressedSize bytes in the archive
 * @param size inflated bytes
 * @param headerOffset where its local header begins, in bytes from the start of the file
 * @param unixMode file type and permissions when made on Unix, else 0
 */
record ZipMember(
    String name,
    int flags,
    int method,
    long crc,
    long compressedSize,
    long size,
    long headerOffset,
    int unixMode) {
  static final int LOCAL_FIXED = 30;

  /** More than any file has. */
  static final long MAX_OFFSET = Long.MAX_VALUE / 4;

  private static final int FILE_TYPE = 0xF000;
  private static final int REGULAR = 0x8000;
  static final int FOLDER = 0x4000;

  /** A stored or inflated byte count that says nothing lies behind the name. */
  boolean isFolder() {
    return MemberPath.isFolder(name) || (unixMode & FILE_TYPE) == FOLDER;
  }

  /** Traditional, strong or hidden-directory encryption. */
  boolean isEncrypted() {
    return (flags & 0x2041) != 0;
  }

  /** A link, device or pipe. */
  boolean isSpecial() {
    int type = unixMode & FILE_TYPE;
    return type != 0 && type != REGULAR && type != FOLDER;
  }

  boolean isReadable() {
    return method == 0 || method == 8;
  }

  /** Whether it is read, as far as its own record says. */
  boolean isTaken(MemberPath path) {
    return path.kind() == MemberPath.Kind.SAFE
        && !isFolder()
        && !isEncrypted()
        && !isSpecial()
        && isReadable()
        && !path.isArchive();
  }

  /** Where it ends at the earliest; a size that no file has counts as that of any file. */
  long leastEnd() {
    return headerOffset + LOCAL_FIXED + Math.min(compressedSize, MAX_OFFSET);
  }
}
