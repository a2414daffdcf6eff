package io.granary.formats.metadata;

import io.granary.formats.annotations.AnnotationFormat;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.AnnotationReader;
import io.granary.formats.annotations.Match;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.Scout;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import io.granary.formats.csv.UnreadableTableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Files metadata.csv and metadata.jsonl beside or above samples, as Hugging Face's ImageFolder and
 * AudioFolder read them (datasets, folder_based_builder.py). Where there is one, folders name no
 * classes.
 */
public final class MetadataFormat implements AnnotationFormat {
  static final String NAME = "metadata";

  private static final double OBJECTS = 0.9;
  private static final double LABELS = 0.7;

  /** More than folders have, and than tables whose classes are guessed. */
  private static final double NOTHING = 0.58;

  /**
   * A file that cannot be read, or whose rows name no files, may be of anything. It is read only to
   * tell of it where nothing else fits.
   */
  private static final double USELESS = 0.15;

  private static final int MOST_OPENED = 20;
  private static final int LOOKED = 50;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> hints() {
    return List.of(NAME, "image_folder", "audio_folder");
  }

  @Override
  public Scout scout(@Nullable String hint) {
    return new MetadataScout();
  }

  private static boolean isMetadata(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    return name.equals("metadata.csv") || name.equals("metadata.jsonl");
  }

  private static final class MetadataScout implements Scout {
    private final List<SetFile> some = new ArrayList<>();

    @Override
    public void see(SetFile file) {
      if (isMetadata(file.path()) && some.size() < MOST_OPENED) {
        some.add(file);
      }
    }

    @Override
    public Match conclude(SetFiles files, SampleIndex samples) throws IOException {
      Match best =
          Match.none(
              NAME,
              some.isEmpty()
                  ? "there is no metadata.csv or metadata.jsonl"
                  : "no metadata file names files of the set");
      for (SetFile file : some) {
        Match match = look(file, files, samples);
        best = match.confidence() > best.confidence() ? match : best;
      }
      return best;
    }

    private static Match look(SetFile file, SetFiles files, SampleIndex samples)
        throws IOException {
      var survey = new MetadataSurvey(file.path(), samples, LOOKED);
      try {
        MetadataRows.read(file.path(), files.content(file), survey);
        survey.refuseUseless();
      } catch (UnreadableTableException e) {
        return new Match(NAME, USELESS, file.path() + ": " + e.problem(), new Reader());
      }
      if (!survey.hasFiles()) {
        return Match.none(NAME, "");
      }
      double confidence = survey.hasObjects() ? OBJECTS : LABELS;
      return new Match(
          NAME,
          survey.hasAnnotations() ? confidence : NOTHING,
          file.path() + " names files of the set",
          new Reader());
    }
  }

  private static final class Reader implements AnnotationReader {
    @Override
    public boolean uses(String path) {
      return isMetadata(path);
    }

    @Override
    public void read(SetFiles files, AnnotationImport target) throws IOException {
      Optional<SetFile> card = files.find("README.md");
      CardClasses classes =
          card.isPresent() ? CardClasses.of(files.content(card.get())) : CardClasses.none();
      files.read(
          file -> isMetadata(file.path()),
          (file, content) -> new MetadataReader(file, content, classes, target).read());
    }
  }
}
