package io.granary.formats.archives;

import java.io.IOException;
import java.io.InputStream;

/** Takes the members of one part, in the order of their places in the archive. */
public interface MemberVisitor {
  /** Takes a member; says whether to go on. */
  boolean member(String path, long size, InputStream content) throws IOException;

  /** Notes a member whose content cannot even be found; says whether to go on. */
  boolean corrupt(String path, String reason);
}
