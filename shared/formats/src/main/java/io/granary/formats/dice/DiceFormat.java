package io.granary.formats.dice;

import io.granary.formats.annotations.AnnotationFormat;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.AnnotationReader;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.Scout;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import io.granary.formats.labelme.LabelmeReader;
import io.granary.formats.labelme.LabelmeSniff;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * DICE in its three dialects: as COCO with more fields, with annotations inside their images, and
 * as a file for each image.
 */
public final class DiceFormat implements AnnotationFormat {
  static final String NAME = "dice";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Scout scout(@Nullable String hint) {
    return new DiceScout(hint != null, new Reader());
  }

  static boolean isJson(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(".json");
  }

  private static final class Reader implements AnnotationReader {
    @Override
    public boolean uses(String path) {
      return isJson(path);
    }

    @Override
    public void read(SetFiles files, AnnotationImport target) throws IOException {
      // Where another file has the same annotation too, that of the first task says more of it.
      for (String task : DiceTask.NAMES) {
        files.read(
            file -> DiceTask.ofName(file.name()).equals(task),
            (file, content) -> read(file, content, target));
      }
      files.read(
          file -> isJson(file.path()) && DiceTask.ofName(file.name()).isEmpty(),
          (file, content) -> read(file, content, target));
    }

    private static void read(SetFile file, Content content, AnnotationImport target)
        throws IOException {
      if (LabelmeSniff.imagePath(content).isPresent()) {
        LabelmeReader.read(file, content, LabelmeReader.Dialect.DICE, target);
      } else {
        DiceReader.read(file, content, target);
      }
    }
  }
}
