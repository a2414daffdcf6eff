package io.granary.formats.annotations;

/** Takes annotations as they are read. */
public interface AnnotationSink {
  void accept(ImportedAnnotation annotation);
}
