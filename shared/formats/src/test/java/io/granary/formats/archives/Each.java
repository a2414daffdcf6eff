package io.granary.formats.archives;

import java.io.IOException;
import java.io.InputStream;

/** Takes every member; none may be corrupt. */
record Each(Taker taker) implements MemberVisitor {
  interface Taker {
    void take(String path, InputStream content) throws IOException;
  }

  @Override
  public boolean member(String path, long size, InputStream content) throws IOException {
    taker.take(path, content);
    return true;
  }

  @Override
  public boolean corrupt(String path, String reason) {
    throw new AssertionError(path + ": " + reason);
  }
}
