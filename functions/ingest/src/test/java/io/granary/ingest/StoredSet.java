package io.granary.ingest;

import io.granary.database.Annotation;
import io.granary.database.AnnotationRepository;
import io.granary.database.LabelClass;
import io.granary.database.ProjectRepository;
import io.granary.database.Sample;
import io.granary.database.SampleRepository;
import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.AnnotatedSet;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Geometry;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** A dataset as writers of formats want it. */
final class StoredSet implements AnnotatedSet {
  private final TestStack stack;
  private final UUID dataset;
  private final List<LabelClass> classes;

  StoredSet(TestStack stack, UUID dataset) {
    this.stack = stack;
    this.dataset = dataset;
    this.classes = stack.bean(ProjectRepository.class).classes(dataset);
  }

  List<Sample> samples() {
    List<Sample> samples = new ArrayList<>();
    stack
        .bean(Jdbi.class)
        .useTransaction(
            handle -> stack.bean(SampleRepository.class).forEach(handle, dataset, samples::add));
    return samples;
  }

  @Override
  public List<ImportedClass> classes() {
    return classes.stream()
        .map(
            c ->
                new ImportedClass(
                    c.name(),
                    c.supercategory(),
                    c.sourceId() == null ? "" : c.sourceId(),
                    c.color(),
                    c.keypoints(),
                    List.of()))
        .toList();
  }

  @Override
  public void forEach(Visitor visitor) throws IOException {
    Map<UUID, Integer> places = new HashMap<>();
    classes.forEach(c -> places.put(c.id(), places.size()));
    for (Sample sample : samples()) {
      List<WrittenAnnotation> annotations =
          stack.bean(AnnotationRepository.class).ofSamples(dataset, List.of(sample.id())).stream()
              .map(a -> written(a, a.classId() == null ? -1 : places.get(a.classId())))
              .toList();
      visitor.visit(
          new AnnotatedSample(
              sample.path(),
              sample.split(),
              sample.width() == null ? 0 : sample.width(),
              sample.height() == null ? 0 : sample.height(),
              annotations));
    }
  }

  private static WrittenAnnotation written(Annotation a, int labelClass) {
    Double x = a.x();
    Double y = a.y();
    Double width = a.width();
    Double height = a.height();
    boolean hasBox = x != null && y != null && width != null && height != null;
    return new WrittenAnnotation(
        labelClass,
        Geometry.parse(AnnotationType.valueOf(a.type().toUpperCase(Locale.ROOT)), a.geometry()),
        hasBox ? new Box(x, y, width, height) : null,
        a.attributes(),
        a.score(),
        a.isCrowd(),
        a.sourceId());
  }
}
