package io.granary.formats.annotations;

import java.io.IOException;
import java.util.List;

/** A set to be written in a format. Nothing but its classes is held in memory. */
public interface AnnotatedSet {
  /** Its classes, in their order; annotations name them by place. */
  List<ImportedClass> classes();

  /**
   * Shows every sample, also those without annotations, in the order of their paths; again and
   * again.
   */
  void forEach(Visitor visitor) throws IOException;

  /** Takes a sample. */
  interface Visitor {
    void visit(AnnotatedSample sample) throws IOException;
  }
}
