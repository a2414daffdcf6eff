package io.granary.formats.archives;

import java.io.IOException;
import java.io.InputStream;

/** Takes the members of one part, in the order of their places in the archive. */
public interface MemberVisitor {
  /**
   * Takes a member. Reading its content throws {@link EntryCorruptException} when it is damaged, at
   * the latest at its end; what is not read is passed over.
   *
   * @param path exact path in the dataset, without the common root
   * @param size inflated bytes, as declared
   * @return whether to go on
   */
  boolean member(String path, long size, InputStream content) throws IOException;

  /**
   * Notes a member whose content cannot even be found.
   *
   * @return whether to go on
   */
  boolean corrupt(String path, String reason);
}
