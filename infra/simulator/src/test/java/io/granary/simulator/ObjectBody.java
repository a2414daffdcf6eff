package io.granary.simulator;

import java.io.IOException;
import java.io.InputStream;

/** The bytes of an answer as they arrive: in two halves, each of which may not come. */
final class ObjectBody extends InputStream {
  private final World world;
  private final String key;
  private final byte[] bytes;
  private int next;
  private int arrived;

  ObjectBody(World world, String key, byte[] bytes) {
    this.world = world;
    this.key = key;
    this.bytes = bytes;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    if (next == bytes.length) {
      return -1;
    }
    if (next == arrived) {
      int more = arrived == 0 ? Math.max(1, bytes.length / 2) : bytes.length - arrived;
      arrived +=
          world.call(
              "s3 body %s from %d".formatted(key, arrived),
              () -> more,
              fault -> new IOException("simulated: " + fault));
    }
    int count = Math.min(length, arrived - next);
    System.arraycopy(bytes, next, buffer, offset, count);
    next += count;
    return count;
  }
}
