package io.granary.formats.annotations;

import io.granary.domain.Box;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.commons.codec.digest.MurmurHash3;
import org.jspecify.annotations.Nullable;

/** Hashes what an annotation says, so that the same said twice is known. */
final class ContentHash {
  private final UUID dataset;
  private final SampleIndex samples;

  ContentHash(UUID dataset, SampleIndex samples) {
    this.dataset = dataset;
    this.samples = samples;
  }

  /** 128 bits that an annotation's id is made of. */
  long[] of(int sample, String className, @Nullable Box box, String geometry) {
    byte[] text =
        (samples.path(sample) + '\0' + className + '\0' + geometry)
            .getBytes(StandardCharsets.UTF_8);
    ByteBuffer content = ByteBuffer.allocate(48 + text.length);
    content.putLong(dataset.getMostSignificantBits()).putLong(dataset.getLeastSignificantBits());
    if (box != null) {
      content.putDouble(box.x()).putDouble(box.y()).putDouble(box.width()).putDouble(box.height());
    }
    content.put(text);
    return MurmurHash3.hash128x64(content.array());
  }

  /** 64 bits of what another file may say more of: the same class and box on the same sample. */
  static long ofObject(int sample, int labelClass, @Nullable Box box) {
    long hash = mix(0, (long) sample << 32 | labelClass & 0xFFFFFFFFL);
    if (box != null) {
      hash = mix(hash, Double.doubleToLongBits(box.x()));
      hash = mix(hash, Double.doubleToLongBits(box.y()));
      hash = mix(hash, Double.doubleToLongBits(box.width()));
      hash = mix(hash, Double.doubleToLongBits(box.height()));
    }
    return hash;
  }

  /** The finisher of MurmurHash3, once for each word. */
  private static long mix(long hash, long word) {
    long mixed = (hash ^ word) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ mixed >>> 33;
  }
}
