package io.granary.formats.yolo;

import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.annotations.WriteOptions;
import java.util.BitSet;
import java.util.List;

/** The numbers that classes are written with: all from 0 to their count, as trainers demand. */
final class ClassNumbers {
  private final int[] numbers;

  private ClassNumbers(int[] numbers) {
    this.numbers = numbers;
  }

  static ClassNumbers of(List<ImportedClass> classes, WriteOptions options, Receipt receipt) {
    int[] counted = new int[classes.size()];
    int[] kept = new int[classes.size()];
    var used = new BitSet();
    for (int i = 0; i < counted.length; i++) {
      counted[i] = i;
      kept[i] = LabelRow.of(classes.get(i).sourceId()).labelClass();
      if (kept[i] >= 0 && kept[i] < counted.length) {
        used.set(kept[i]);
      }
    }
    if (options.ids() == WriteOptions.Ids.COUNTED) {
      return new ClassNumbers(counted);
    }
    if (used.cardinality() == counted.length) {
      return new ClassNumbers(kept);
    }
    receipt.lost("Classes were counted anew, as their numbers have gaps.");
    return new ClassNumbers(counted);
  }

  /** The number of the class at a place. */
  int of(int place) {
    return numbers[place];
  }

  /** The places of the classes in the order of their numbers. */
  int[] places() {
    int[] places = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      places[numbers[i]] = i;
    }
    return places;
  }
}
