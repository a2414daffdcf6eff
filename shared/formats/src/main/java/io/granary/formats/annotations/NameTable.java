package io.granary.formats.annotations;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;

/** Finds places by a name that several may have, in eight bytes a place. */
final class NameTable {
  static final int PLACE_BITS = 21;

  /** Of a name that so many have, nobody can tell which is meant. */
  private static final int MOST = 1000;

  private long[] entries = new long[1024];
  private int size;
  private boolean sorted;

  /** Gives the next place a name. */
  void add(String name) {
    if (size == 1 << PLACE_BITS) {
      throw new IllegalStateException("Cannot index more than %d samples".formatted(size));
    }
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, size * 2);
    }
    entries[size] = hash(name) << PLACE_BITS | size;
    size++;
    sorted = false;
  }

  /**
   * The places that a name may have, in their order; of very many only some.
   *
   * @param isIt whether a place has the name indeed
   */
  List<Integer> find(String name, IntPredicate isIt) {
    if (!sorted) {
      Arrays.sort(entries, 0, size);
      sorted = true;
    }
    long hash = hash(name);
    int first = Arrays.binarySearch(entries, 0, size, hash << PLACE_BITS);
    List<Integer> found = new ArrayList<>(1);
    for (int i = first < 0 ? -first - 1 : first;
        i < size && entries[i] >>> PLACE_BITS == hash && found.size() < MOST;
        i++) {
      int place = (int) (entries[i] & (1 << PLACE_BITS) - 1);
      if (isIt.test(place)) {
        found.add(place);
      }
    }
    return found;
  }

  /** 41 bits, so that the place fits beside them. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return (hash ^ hash >>> 29) & 0x1FFFFFFFFFFL;
  }
}
