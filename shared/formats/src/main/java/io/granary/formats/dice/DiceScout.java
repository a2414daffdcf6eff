package io.granary.formats.dice;

import io.granary.formats.annotations.AnnotationReader;
import io.granary.formats.annotations.Match;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.Scout;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import io.granary.formats.labelme.LabelmeSniff;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Looks for what only DICE has; plain COCO is left to COCO. */
final class DiceScout implements Scout {
  private static final int MOST_OPENED = 20;

  /** To their ends. */
  private static final int MOST_READ = 4;

  private final boolean isAskedFor;
  private final AnnotationReader reader;
  private final List<SetFile> named = new ArrayList<>();
  private final List<SetFile> others = new ArrayList<>();

  DiceScout(boolean isAskedFor, AnnotationReader reader) {
    this.isAskedFor = isAskedFor;
    this.reader = reader;
  }

  @Override
  public void see(SetFile file) {
    List<SetFile> some = isNamed(file) ? named : others;
    if (DiceFormat.isJson(file.path()) && some.size() < MOST_OPENED) {
      some.add(file);
    }
  }

  @Override
  public Match conclude(SetFiles files, SampleIndex samples) throws IOException {
    if (named.isEmpty() && others.isEmpty()) {
      return Match.none(DiceFormat.NAME, "there is no JSON file");
    }
    if (isAskedFor) {
      return new Match(DiceFormat.NAME, 1, "it was asked for", reader);
    }
    List<SetFile> some = new ArrayList<>(named);
    some.addAll(others);
    for (int i = 0; i < some.size(); i++) {
      SetFile file = some.get(i);
      boolean isWorthReading = isNamed(file) && i < MOST_READ;
      Optional<String> mark = DiceMarks.of(file, files.content(file), isWorthReading);
      if (mark.isEmpty() && isOfImage(file, files, samples)) {
        mark = Optional.of("is one of a folder annotations beside images");
      }
      if (mark.isPresent()) {
        return new Match(DiceFormat.NAME, 1, file.path() + " " + mark.get(), reader);
      }
    }
    return Match.none(DiceFormat.NAME, "no JSON file has what sets DICE apart from COCO");
  }

  /** Whether it is named as the format wants it. */
  private static boolean isNamed(SetFile file) {
    return !DiceTask.ofName(file.name()).isEmpty()
        || file.name().toLowerCase(Locale.ROOT).equals("annotations.json");
  }

  private static boolean isOfImage(SetFile file, SetFiles files, SampleIndex samples)
      throws IOException {
    if (!("/" + file.folder()).endsWith("/annotations/")) {
      return false;
    }
    Optional<String> image = LabelmeSniff.imagePath(files.content(file));
    return image.isPresent() && LabelmeSniff.isBesideImages(file, image.get(), samples);
  }
}
