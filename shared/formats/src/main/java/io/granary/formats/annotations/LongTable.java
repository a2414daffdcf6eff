package io.granary.formats.annotations;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** A map from 64-bit keys to non-negative numbers, in 12 bytes a place and at most half full. */
public final class LongTable {
  /** What {@link #get} says of a key that is not there. */
  public static final int ABSENT = Integer.MIN_VALUE;

  private static final long ZERO = 0x9E3779B97F4A7C15L;

  private long[] keys = new long[1024];
  private int[] values = new int[1024];
  private int size;

  /** The value of a key, or {@link #ABSENT}. */
  public int get(long key) {
    int place = place(keys, key == 0 ? ZERO : key);
    return keys[place] == 0 ? ABSENT : values[place];
  }

  /**
   * Gives a key its value unless it has one.
   *
   * @return whether this call gave it
   */
  public boolean putIfAbsent(long key, int value) {
    if (size * 2 >= keys.length) {
      grow();
    }
    long stored = key == 0 ? ZERO : key;
    int place = place(keys, stored);
    if (keys[place] != 0) {
      return false;
    }
    keys[place] = stored;
    values[place] = value;
    size++;
    return true;
  }

  /** Shows every value, in no order. */
  public void forEachValue(IntConsumer consumer) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        consumer.accept(values[i]);
      }
    }
  }

  /** Forgets everything. */
  public void clear() {
    Arrays.fill(keys, 0);
    size = 0;
  }

  private void grow() {
    long[] newKeys = new long[keys.length * 2];
    int[] newValues = new int[keys.length * 2];
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        int place = place(newKeys, keys[i]);
        newKeys[place] = keys[i];
        newValues[place] = values[i];
      }
    }
    keys = newKeys;
    values = newValues;
  }

  private static int place(long[] keys, long key) {
    long mixed = (key ^ key >>> 32) * 0x9E3779B97F4A7C15L;
    int place = (int) (mixed >>> 32) & keys.length - 1;
    while (keys[place] != 0 && keys[place] != key) {
      place = place + 1 & keys.length - 1;
    }
    return place;
  }
}
