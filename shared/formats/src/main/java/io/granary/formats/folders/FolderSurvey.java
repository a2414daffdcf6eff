package io.granary.formats.folders;

import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SplitNames;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the folders of all samples show, under one rule. Memory is the names of the classes. */
final class FolderSurvey {
  /** ImageNet has 21,841 classes. */
  private static final int MOST_CLASSES = 50_000;

  private final SortedSet<String> classes = new TreeSet<>();
  private long labelled;
  private long unlabelled;
  private boolean isEven = true;
  private int depth = -1;

  FolderSurvey(SampleIndex samples, ClassRule rule) {
    for (int i = 0; i < samples.size() && classes.size() <= MOST_CLASSES; i++) {
      take(samples.path(i), rule);
    }
  }

  private void take(String path, ClassRule rule) {
    Optional<String> name = rule.of(path);
    if (name.isPresent()) {
      labelled++;
      classes.add(name.get());
      isEven &= depth < 0 || depth == rule.depth(path);
      depth = rule.depth(path);
    } else if (!isOfTest(path)) {
      // That the classes of a test are not told is usual.
      unlabelled++;
    }
  }

  private static boolean isOfTest(String path) {
    return SplitNames.ofPath(path).filter("test"::equals).isPresent();
  }

  SortedSet<String> classes() {
    return classes;
  }

  /** Whether all samples that have a class have the same number of folders for it. */
  boolean isEven() {
    return isEven;
  }

  /** Whether every sample has a class, but for those of a test. */
  boolean isComplete() {
    return isEven && unlabelled == 0;
  }

  /** Why these are no classes; empty when they may be. */
  Optional<String> objection() {
    if (classes.size() < 2) {
      return Optional.of("the folders of the samples do not name several classes");
    }
    if (classes.size() > MOST_CLASSES) {
      return Optional.of("the samples lie in more than %d folders".formatted(MOST_CLASSES));
    }
    if (FolderNames.areOfPieces(classes)) {
      return Optional.of(
          "folders such as %s are dates or numbered pieces".formatted(classes.first()));
    }
    if (unlabelled > labelled) {
      return Optional.of("most samples lie in no folder that may be a class");
    }
    // One folder for each recording or patient.
    if (classes.size() > 20 && labelled < classes.size() * 1.5) {
      return Optional.of("nearly every sample has a folder of its own");
    }
    return Optional.empty();
  }
}
