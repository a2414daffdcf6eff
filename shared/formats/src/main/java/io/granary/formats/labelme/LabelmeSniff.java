package io.granary.formats.labelme;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.formats.annotations.Content;
import io.granary.formats.annotations.JsonText;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SetFile;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** Tells LabelMe's files from other JSON by the names of their fields. */
public final class LabelmeSniff {
  private static final int MOST_FIELDS = 20;
  private static final int MOST_CHARACTERS = 64 << 20;
  private static final Set<String> BESIDE_SHAPES =
      Set.of("imagePath", "imageData", "imageHeight", "imageWidth");

  /** Lists that other formats have at the top. */
  private static final Set<String> OF_OTHERS =
      Set.of("images", "annotations", "categories", "classes", "features");

  private LabelmeSniff() {}

  /**
   * The image that a file of LabelMe names, empty text when it names none; nothing when the file is
   * none of LabelMe.
   *
   * @throws IOException when the content cannot be fetched
   */
  public static Optional<String> imagePath(Content content) throws IOException {
    try (JsonParser parser = JsonText.open(content)) {
      return parser.nextToken() == JsonToken.START_OBJECT ? look(parser) : Optional.empty();
    } catch (IOException e) {
      JsonText.problem(e);
      return Optional.empty();
    }
  }

  /**
   * Whether the image of a file lies in the folder images that is beside the file's own.
   *
   * @param imagePath as the file has it
   */
  public static boolean isBesideImages(SetFile file, String imagePath, SampleIndex samples) {
    int sample = LabelmeImage.find(file, imagePath, 0, 0, samples);
    return sample != SampleIndex.NONE
        && samples.path(sample).startsWith(LabelmeImage.besides(file));
  }

  private static Optional<String> look(JsonParser parser) throws IOException {
    String imagePath = "";
    boolean hasShapes = false;
    boolean isBeside = false;
    for (int i = 0;
        i < MOST_FIELDS
            && parser.nextToken() == JsonToken.FIELD_NAME
            && parser.currentLocation().getCharOffset() < MOST_CHARACTERS;
        i++) {
      String field = parser.currentName();
      boolean isList = parser.nextToken() == JsonToken.START_ARRAY;
      hasShapes |= isList && field.equals("shapes");
      isBeside |= BESIDE_SHAPES.contains(field);
      if (isList && OF_OTHERS.contains(field)) {
        return Optional.empty();
      }
      if (field.equals("imagePath")) {
        imagePath = JsonText.text(parser);
      } else {
        parser.skipChildren();
      }
    }
    return hasShapes && isBeside ? Optional.of(imagePath) : Optional.empty();
  }
}
