package io.granary.formats.folders;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.AnnotationReader;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SetFiles;
import io.granary.formats.annotations.SourceAnnotation;
import io.granary.formats.annotations.SplitNames;
import io.granary.formats.csv.UnreadableTableException;
import io.granary.formats.geometry.Label;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;

/** Gives each sample the class of its folder; classes are in the order of the folders' names. */
record ClassFoldersReader(ClassRule rule, SortedSet<String> classes) implements AnnotationReader {
  private static final int SHOWN = 20;

  @Override
  public boolean uses(String path) {
    return SynsetNames.isFile(path.substring(path.lastIndexOf('/') + 1));
  }

  @Override
  public void read(SetFiles files, AnnotationImport target) throws IOException {
    Map<String, Integer> places = declare(files, target);
    target.beginSamples(ClassFoldersFormat.NAME);
    target
        .issues()
        .add(
            IssueCode.CLASSES_FROM_FOLDERS,
            "",
            "",
            "%d classes: %s"
                .formatted(
                    classes.size(),
                    classes.stream().limit(SHOWN).collect(Collectors.joining(", "))));
    SampleIndex samples = target.samples();
    for (int sample = 0; sample < samples.size(); sample++) {
      String path = samples.path(sample);
      int place = sample;
      SplitNames.ofPath(path).ifPresent(split -> target.giveSplit(place, split));
      String name = rule.of(path).orElse("");
      Integer labelClass = places.get(name);
      if (labelClass == null) {
        target.issues().add(IssueCode.SAMPLE_WITHOUT_CLASS, path, "", "In no folder of a class");
      } else {
        target.add(SourceAnnotation.of(sample, path, labelClass, name, new Label()));
      }
    }
    target.endFile();
  }

  private Map<String, Integer> declare(SetFiles files, AnnotationImport target) throws IOException {
    boolean areSynsets = FolderNames.areSynsets(classes);
    var names = new SynsetNames(classes);
    if (areSynsets) {
      files.read(
          file -> SynsetNames.isFile(file.name()),
          (file, content) -> {
            try {
              names.read(content);
            } catch (UnreadableTableException e) {
              target.refuse(
                  file, ClassFoldersFormat.NAME, IssueCode.ANNOTATION_FILE_UNREADABLE, e.problem());
            }
          });
    }
    Map<String, Integer> places = new HashMap<>();
    for (String folder : classes) {
      String name = names.of(folder);
      String sourceId = areSynsets ? folder : "";
      places.put(folder, target.declare(new ImportedClass(name, null, sourceId)));
    }
    return places;
  }
}
