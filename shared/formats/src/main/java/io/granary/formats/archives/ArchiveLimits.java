package io.granary.formats.archives;

/**
 * What an archive may hold; over a limit it is refused as a whole.
 *
 * @param maxEntries files and folders
 * @param maxTotalBytes inflated bytes of all entries
 * @param maxEntryBytes inflated bytes of one entry
 * @param bombBytes an entry is a bomb when it inflates to more than this and over the ratio
 * @param bombRatio inflated bytes per stored byte
 * @param partMembers files that one run reads, which is no limit of an archive but of a part
 */
public record ArchiveLimits(
    int maxEntries,
    long maxTotalBytes,
    long maxEntryBytes,
    long bombBytes,
    int bombRatio,
    int partMembers) {
  private static final int PART_MEMBERS = 2000;

  /** Places in a sorted list are packed into 21 bits. */
  private static final int MOST_ENTRIES = 1 << 21;

  public ArchiveLimits {
    if (maxEntries < 1 || maxEntries > MOST_ENTRIES) {
      throw new IllegalArgumentException("Cannot allow so many entries: " + maxEntries);
    }
  }

  /** With parts of 2,000 files. */
  public ArchiveLimits(
      int maxEntries, long maxTotalBytes, long maxEntryBytes, long bombBytes, int bombRatio) {
    this(maxEntries, maxTotalBytes, maxEntryBytes, bombBytes, bombRatio, PART_MEMBERS);
  }

  /** 2,000,000 entries, 200 GB in all, 20 GB an entry, bombs over 10 MB and a ratio of 200. */
  public static ArchiveLimits standard() {
    return new ArchiveLimits(2_000_000, 200_000_000_000L, 20_000_000_000L, 10_000_000, 200);
  }

  boolean isBomb(long inflated, long stored) {
    return inflated > bombBytes && inflated / Math.max(1, stored) >= bombRatio;
  }
}
