package io.granary.deletion.backup;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The bytes of one part, in pieces of a mebibyte, so that they are never copied to grow. */
final class PartBuffer extends OutputStream {
  private static final int PIECE = 1 << 20;

  private final List<byte[]> pieces = new ArrayList<>();
  private long size;

  long size() {
    return size;
  }

  @Override
  public void write(int b) {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    int done = 0;
    while (done < length) {
      int filled = (int) (size % PIECE);
      if (filled == 0) {
        pieces.add(new byte[PIECE]);
      }
      int taken = Math.min(length - done, PIECE - filled);
      System.arraycopy(bytes, from + done, pieces.getLast(), filled, taken);
      done += taken;
      size += taken;
    }
  }

  /** All bytes from the first. */
  InputStream open() {
    List<InputStream> streams = new ArrayList<>();
    long left = size;
    for (byte[] piece : pieces) {
      streams.add(new ByteArrayInputStream(piece, 0, (int) Math.min(left, PIECE)));
      left -= PIECE;
    }
    return new SequenceInputStream(Collections.enumeration(streams));
  }
}
