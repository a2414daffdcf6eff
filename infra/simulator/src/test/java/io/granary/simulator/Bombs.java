package io.granary.simulator;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Archives of few bytes that inflate to many. */
final class Bombs {
  private static final int CENTRAL = 0x02014b50;
  private static final int SIZE_IN_CENTRAL = 24;
  private static final byte[] DECLARED =
      new Archive("")
          .image("1.png", Scenarios.picture(1))
          .image("2.png", new byte[12_000_000])
          .bytes();
  private static final byte[] LYING = lie();

  private Bombs() {}

  /** One whose directory says how large it is. */
  static byte[] declared() {
    return DECLARED.clone();
  }

  /** One whose directory says less than it is, and that is found out in its last part. */
  static byte[] lying() {
    return LYING.clone();
  }

  private static byte[] lie() {
    var archive = new Archive("");
    for (int i = 0; i < 4; i++) {
      archive.image("%d.png".formatted(i), Scenarios.picture(i));
    }
    byte[] zip = archive.image("zeros.png", new byte[12_000_000]).bytes();
    ByteBuffer bytes = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
    int[] central =
        IntStream.range(0, zip.length - 3).filter(i -> bytes.getInt(i) == CENTRAL).toArray();
    bytes.putInt(Arrays.stream(central).max().orElseThrow() + SIZE_IN_CENTRAL, 9_999_999);
    return zip;
  }
}
