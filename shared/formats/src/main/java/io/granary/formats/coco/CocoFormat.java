package io.granary.formats.coco;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.formats.annotations.AnnotationFormat;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.AnnotationReader;
import io.granary.formats.annotations.JsonText;
import io.granary.formats.annotations.Match;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.Scout;
import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** COCO, of all tasks: any JSON files that list images, wherever they lie. */
public final class CocoFormat implements AnnotationFormat {
  static final String NAME = "coco";
  static final String RESULTS = "coco_results";

  /** A JSON file of no known format is still best told about by this reader. */
  private static final double UNSURE = 0.1;

  private static final int MOST_OPENED = 20;
  private static final int MOST_FIELDS = 10;
  private static final Set<String> FIELDS =
      Set.of("images", "annotations", "categories", "licenses", "info");

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
      for (SetFile file : some) {
        if (isAskedFor || begins(files, file)) {
          return new Match(NAME, 1, file.path() + " begins as COCO does", new Reader());
        }
      }
      return new Match(
          NAME, UNSURE, "no JSON file lists images with annotations or categories", new Reader());
    }

    /** Looks at the names of the first fields, and into none of them. */
    private static boolean begins(SetFiles files, SetFile file) throws IOException {
      try (JsonParser parser = JsonText.open(files.content(file))) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
          return false;
        }
        for (int i = 0; i < MOST_FIELDS && parser.nextToken() == JsonToken.FIELD_NAME; i++) {
          boolean isKnown = FIELDS.contains(parser.currentName());
          JsonToken value = parser.nextToken();
          if (isKnown && value == JsonToken.START_ARRAY) {
            return true;
          }
          parser.skipChildren();
        }
        return false;
      } catch (IOException e) {
        JsonText.problem(e);
        return false;
      }
    }
  }

  private static final class Reader implements AnnotationReader {
    @Override
    public boolean uses(String path) {
      return isJson(path) || path.endsWith(".png");
    }

    @Override
    public void read(SetFiles files, AnnotationImport target) throws IOException {
      // Keypoints first: where another file has the same annotation too, theirs says more of it.
      files.read(
          file -> file.isJson() && file.path().contains("person_keypoints"),
          (file, content) -> CocoReader.read(file, content, files, target));
      files.read(
          file -> file.isJson() && !file.path().contains("person_keypoints"),
          (file, content) -> CocoReader.read(file, content, files, target));
    }
  }
}
