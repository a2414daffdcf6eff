package io.granary.formats.archives;

import io.granary.domain.GranaryException;

/**
 * What an archive may hold; over a limit it is refused as a whole.
 *
 * @param maxEntries files and folders
 * @param maxTotalBytes inflated bytes of all entries
 * @param maxEntryBytes inflated bytes of one entry
 * @param bombBytes an entry is a bomb when it inflates to more than this and over the ratio
 * @param bombRatio inflated bytes per stored byte
 * @param maxStreamBytes compressed bytes of an archive that can only be read from its start
 * @param partMembers files that one run reads, which is no limit of an archive but of a part
 */
public record ArchiveLimits(
    int maxEntries,
    long maxTotalBytes,
    long maxEntryBytes,
    long bombBytes,
    int bombRatio,
    long maxStreamBytes,
    int partMembers) {
  /** Places in a sorted list are packed into 21 bits. */
  private static final int MOST_ENTRIES = 1 << 21;

  private static final int PART_MEMBERS = 2000;

  /** With parts of 2,000 files. */
  public ArchiveLimits(
      int maxEntries,
      long maxTotalBytes,
      long maxEntryBytes,
      long bombBytes,
      int bombRatio,
      long maxStreamBytes) {
    this(
        maxEntries,
        maxTotalBytes,
        maxEntryBytes,
        bombBytes,
        bombRatio,
        maxStreamBytes,
        PART_MEMBERS);
  }

  public ArchiveLimits {
    if (maxEntries < 1 || maxEntries > MOST_ENTRIES) {
      throw new IllegalArgumentException("Cannot allow so many entries: " + maxEntries);
    }
    for (long value :
        new long[] {
          maxTotalBytes, maxEntryBytes, bombBytes, bombRatio, maxStreamBytes, partMembers
        }) {
      if (value < 1) {
        throw new IllegalArgumentException("Cannot limit archives to " + value);
      }
    }
  }

  /**
   * 2,000,000 entries, 200 GB in all, 20 GB an entry, bombs over 10 MB and a ratio of 200, streams
   * of 20 GB.
   */
  public static ArchiveLimits standard() {
    return new ArchiveLimits(
        2_000_000, 200_000_000_000L, 20_000_000_000L, 10_000_000, 200, 20_000_000_000L);
  }

  boolean isBomb(long inflated, long stored) {
    return inflated > bombBytes && inflated / Math.max(1, stored) >= bombRatio;
  }

  void checkEntries(long entries) {
    if (entries > maxEntries) {
      throw Refusals.tooLarge(
          "it has %d entries or more".formatted(entries), "max-entries", maxEntries);
    }
  }

  void checkEntry(String name, long size) {
    if (size > maxEntryBytes) {
      throw Refusals.tooLarge(
          "'%s' has %d bytes".formatted(MemberPath.printable(name), size),
          "max-entry-bytes",
          maxEntryBytes);
    }
  }

  void checkTotal(long bytes) {
    if (bytes > maxTotalBytes) {
      throw Refusals.tooLarge(
          "it inflates to %d bytes or more".formatted(bytes), "max-total-bytes", maxTotalBytes);
    }
  }

  void checkStream(long bytes) {
    if (bytes > maxStreamBytes) {
      throw Refusals.needsSeeking(
          "it has %d bytes and can only be read from its start; the limit for that, max-stream-bytes, is %d"
              .formatted(bytes, maxStreamBytes));
    }
  }

  /** The refusal of what inflates from so few bytes to so many. */
  GranaryException bomb(String what, long stored, long inflated) {
    return Refusals.bomb(
        "%s inflates %d bytes to %d or more, over the limits bomb-bytes %d and bomb-ratio %d"
            .formatted(what, stored, inflated, bombBytes, bombRatio));
  }
}
