package io.granary.formats.yolo;

import io.granary.formats.annotations.LongTable;
import io.granary.formats.annotations.SampleIndex;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import org.apache.commons.codec.digest.MurmurHash3;

/**
 * Which images have the same label file as others, being of one name but for the extension. Memory
 * is some 24 bytes a sample.
 */
final class SharedLabels {
  private final BitSet shared = new BitSet();

  private SharedLabels() {}

  static SharedLabels of(SampleIndex samples) {
    var labels = new SharedLabels();
    var firsts = new LongTable();
    for (int sample = 0; sample < samples.size(); sample++) {
      String label = LabelPlaces.beside(samples.path(sample));
      long hash = MurmurHash3.hash128x64(label.getBytes(StandardCharsets.UTF_8))[0];
      if (!firsts.putIfAbsent(hash, sample)) {
        labels.shared.set(sample);
        labels.shared.set(firsts.get(hash));
      }
    }
    return labels;
  }

  /** Whether another image has the label file of a sample too. */
  boolean isShared(int sample) {
    return sample >= 0 && shared.get(sample);
  }
}
