package io.granary.formats.archives;

/**
 * Which paths came before, as a set of their 64-bit hashes: at most 16 bytes a path. Two paths of
 * two million are taken for one with a chance of 1 in 10 million.
 */
final class SeenNames {
  private static final long ZERO = 0x9E3779B97F4A7C15L;

  private long[] hashes = new long[1024];
  private int size;

  /**
   * Notes a path.
   *
   * @return whether it is the first of its name
   */
  boolean add(String path) {
    if (!put(hashes, hash(path))) {
      return false;
    }
    size++;
    if (size > hashes.length / 8 * 5) {
      long[] larger = new long[hashes.length * 2];
      for (long hash : hashes) {
        if (hash != 0) {
          put(larger, hash);
        }
      }
      hashes = larger;
    }
    return true;
  }

  private static boolean put(long[] table, long hash) {
    int place = (int) hash & table.length - 1;
    while (table[place] != 0) {
      if (table[place] == hash) {
        return false;
      }
      place = place + 1 & table.length - 1;
    }
    table[place] = hash;
    return true;
  }

  /** FNV-1a over the characters, then the finalizer of MurmurHash3; never 0. */
  private static long hash(String path) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < path.length(); i++) {
      hash = (hash ^ path.charAt(i)) * 0x100000001b3L;
    }
    hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
    hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return hash == 0 ? ZERO : hash;
  }
}
