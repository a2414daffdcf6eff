package io.granary.formats.labelme;

import io.granary.formats.annotations.AnnotationFormat;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.AnnotationReader;
import io.granary.formats.annotations.Match;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.Scout;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** LabelMe (labelmeai/labelme): JSON files that lie beside the images, one for each. */
public final class LabelmeFormat implements AnnotationFormat {
  static final String NAME = "labelme";

  private static final int MOST_OPENED = 20;

  /** Where the files of another format are in the majority. */
  private static final double UNSURE = 0.5;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Scout scout(@Nullable String hint) {
    return new JsonScout(hint != null);
  }

  private static boolean isJson(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".json");
  }

  private static final class JsonScout implements Scout {
    private final boolean isAskedFor;
    private final List<SetFile> some = new ArrayList<>();

    JsonScout(boolean isAskedFor) {
      this.isAskedFor = isAskedFor;
    }

    @Override
    public void see(SetFile file) {
      if (file.isJson() && some.size() < MOST_OPENED) {
        some.add(file);
      }
    }

    @Override
    public Match conclude(SetFiles files, SampleIndex samples) throws IOException {
      if (some.isEmpty()) {
        return Match.none(NAME, "there is no JSON file");
      }
      if (isAskedFor) {
        return new Match(NAME, 1, "it was asked for", new Reader());
      }
      int found = 0;
      String example = "";
      for (SetFile file : some) {
        if (LabelmeSniff.imagePath(files.content(file)).isPresent()) {
          found++;
          example = file.path();
        }
      }
      return found == 0
          ? Match.none(NAME, "no JSON file has shapes and the name or size of an image")
          : new Match(
              NAME,
              found * 2 > some.size() ? 1 : UNSURE,
              example + " has shapes and an image",
              new Reader());
    }
  }

  private static final class Reader implements AnnotationReader {
    @Override
    public boolean uses(String path) {
      return isJson(path);
    }

    @Override
    public void read(SetFiles files, AnnotationImport target) throws IOException {
      files.read(
          file -> file.isJson(),
          (file, content) ->
              LabelmeReader.read(file, content, LabelmeReader.Dialect.LABELME, target));
    }
  }
}
