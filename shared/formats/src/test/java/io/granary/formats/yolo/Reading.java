package io.granary.formats.yolo;

import io.granary.domain.Issue;
import io.granary.domain.IssueCode;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.Match;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.Scout;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sets of YOLO as tests read them. */
final class Reading {
  static final String NAMES = "names: [cat, dog, bird]\n";

  private Reading() {}

  /** Reads a set whose images are 100 by 50. */
  static Imported read(MemoryFiles files, String... images) throws IOException {
    return read(null, files, images);
  }

  static Imported read(@Nullable String hint, MemoryFiles files, String... images)
      throws IOException {
    return Imported.read(new YoloFormat(), hint, files, Imported.samples(100, 50, images));
  }

  /** The rows of one image of 100 by 50, with three classes. */
  static Imported rows(String... rows) throws IOException {
    return read(
        new MemoryFiles()
            .with("data.yaml", "train: images\n" + NAMES)
            .with("labels/a.txt", String.join("\n", rows)),
        "images/a.jpg");
  }

  static Match match(MemoryFiles files, String... images) throws IOException {
    return match(null, files, images);
  }

  static Match match(@Nullable String hint, MemoryFiles files, String... images)
      throws IOException {
    SampleIndex samples = Imported.samples(100, 50, images);
    Scout scout = new YoloFormat().scout(hint);
    files.list(scout::see);
    return scout.conclude(files, samples);
  }

  /** Where and what the examples of a code are: "path annotation detail". */
  static List<String> examples(Imported imported, IssueCode code) {
    return imported.issues().stream()
        .filter(issue -> issue.code().equals(code.name()))
        .map(Issue::examples)
        .flatMap(List::stream)
        .map(e -> "%s %s %s".formatted(e.path(), e.annotation(), e.detail()))
        .toList();
  }

  static @Nullable String split(Imported imported, int sample) {
    return imported.target().splits().of(sample).orElse(null);
  }
}
