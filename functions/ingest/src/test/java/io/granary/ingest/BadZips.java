package io.granary.ingest;

import io.granary.testing.SampleImages;
import io.granary.testing.SampleZip;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Archives that are broken on purpose, by changing bytes of good ones. */
final class BadZips {
  static final byte[] PICTURE = SampleImages.jpeg(64, 48, 1);
  private static final int CENTRAL = 0x02014b50;
  private static final int LOCAL = 0x04034b50;

  private BadZips() {}

  /** A good picture beside a second one that can be spoilt. */
  static byte[] two() {
    return new SampleZip()
        .add("good.jpg", PICTURE)
        .add("bad.jpg", SampleImages.jpeg(64, 48, 2))
        .bytes();
  }

  static byte[] named(String name) {
    return new SampleZip().add("good.jpg", PICTURE).add(name, SampleImages.jpeg(64, 48, 2)).bytes();
  }

  /** Sets the encryption flag of the last entry, or of all. */
  static byte[] encrypted(int entriesFromTheEnd) {
    byte[] zip = two();
    ByteBuffer bytes = buffer(zip);
    int[] central = find(zip, CENTRAL);
    for (int i = central.length - entriesFromTheEnd; i < central.length; i++) {
      bytes.putShort(central[i] + 8, (short) (bytes.getShort(central[i] + 8) | 1));
    }
    return zip;
  }

  /** Changes a byte in the middle of the last entry's content. */
  static byte[] damaged() {
    byte[] zip = two();
    int[] local = find(zip, LOCAL);
    int[] central = find(zip, CENTRAL);
    zip[(local[1] + central[0]) / 2] ^= 0x55;
    return zip;
  }

  /** The directory says that the last entry is shorter than it is. */
  static byte[] lyingSize() {
    byte[] zip = two();
    int[] central = find(zip, CENTRAL);
    buffer(zip).putInt(central[1] + 24, 100);
    return zip;
  }

  /** Both entries claim the same bytes. */
  static byte[] overlapping() {
    byte[] zip = two();
    int[] central = find(zip, CENTRAL);
    buffer(zip).putInt(central[1] + 42, 0);
    return zip;
  }

  /** An entry that is small in the directory and inflates without end. */
  static byte[] lyingBomb() {
    byte[] zip =
        new SampleZip().add("good.jpg", PICTURE).add("zeros.jpg", new byte[30_000_000]).bytes();
    int[] central = find(zip, CENTRAL);
    buffer(zip).putInt(central[1] + 24, 9_999_999);
    return zip;
  }

  static byte[] cutOff() {
    byte[] zip = two();
    return Arrays.copyOf(zip, zip.length - 30);
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static ByteBuffer buffer(byte[] zip) {
    return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int[] find(byte[] zip, int signature) {
    ByteBuffer bytes = buffer(zip);
    return IntStream.range(0, zip.length - 3).filter(i -> bytes.getInt(i) == signature).toArray();
  }
}
