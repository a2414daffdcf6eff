package io.granary.formats.annotations;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The files of a set that are no samples, however many: none of them are held. Small files come
 * from the same place as the list, so that {@link #read} costs no request for each.
 */
public interface SetFiles {
  /** Shows every file, in the order of the paths. */
  void list(Consumer<SetFile> visitor);

  /** Reads the files that are wanted, one after the other in the order of their paths. */
  void read(Predicate<SetFile> wanted, Visitor visitor) throws IOException;

  /** The file of a path. */
  Optional<SetFile> find(String path);

  /** The bytes of a file. */
  Content content(SetFile file);

  /** Takes a file. */
  interface Visitor {
    void visit(SetFile file, Content content) throws IOException;
  }
}
