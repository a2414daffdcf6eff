package io.granary.formats.annotations;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A set in memory, to be written; and what was read, as a set again. */
public record MemorySet(List<ImportedClass> classes, List<AnnotatedSample> samples)
    implements AnnotatedSet {
  @Override
  public void forEach(Visitor visitor) throws IOException {
    for (AnnotatedSample sample : samples) {
      visitor.visit(sample);
    }
  }

  /** The samples where a writer wants them. */
  public SampleIndex index(FormatWriter writer) {
    var index = new SampleIndex();
    samples.forEach(s -> index.add(writer.imagePath(s), s.width(), s.height()));
    return index;
  }

  /** The set that an import makes, of the samples that it knows. */
  public static MemorySet of(Imported imported) {
    SampleIndex index = imported.target().samples();
    Map<Integer, List<WrittenAnnotation>> bySample = new HashMap<>();
    for (int i = 0; i < imported.annotations().size(); i++) {
      ImportedAnnotation a = imported.annotations().get(i);
      bySample
          .computeIfAbsent(a.sample(), _ -> new ArrayList<>())
          .add(
              new WrittenAnnotation(
                  a.labelClass(),
                  imported.geometry(i),
                  a.box(),
                  a.attributes(),
                  a.score(),
                  a.isCrowd(),
                  a.sourceId()));
    }
    List<AnnotatedSample> samples = new ArrayList<>();
    for (int i = 0; i < index.size(); i++) {
      samples.add(
          new AnnotatedSample(
              index.path(i),
              imported.target().splits().of(i).or(splitOfPath(index.path(i))).orElse(null),
              index.width(i),
              index.height(i),
              bySample.getOrDefault(i, List.of())));
    }
    samples.sort(Comparator.comparing(AnnotatedSample::path));
    return new MemorySet(imported.target().classes(), samples);
  }

  private static java.util.function.Supplier<java.util.Optional<String>> splitOfPath(String path) {
    return () -> SplitNames.ofPath(path);
  }
}
