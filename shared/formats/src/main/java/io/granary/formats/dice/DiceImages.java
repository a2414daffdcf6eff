package io.granary.formats.dice;

import io.granary.domain.IssueCode;
import io.granary.formats.annotations.AnnotationImport;
import io.granary.formats.annotations.LongTable;
import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SourceIds;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The images of a file in their order, each with the sample that it means. Some 60 bytes an image.
 */
final class DiceImages {
  private static final int MOST_EXAMPLES = 100;

  private final String path;
  private final String root;
  private final SampleIndex samples;
  private final LongTable places = new LongTable();
  private final Map<Integer, Image> examples = new HashMap<>();
  private int[] found = new int[64];
  private int[] widths = new int[64];
  private int[] heights = new int[64];
  private long[] names = new long[64];
  private int size;
  private boolean isComplete = true;

  /**
   * An image as the file has it.
   *
   * @param width pixels; 0 when unknown
   */
  record Image(String id, String name, int width, int height) {
    boolean isNamedById() {
      int dot = name.lastIndexOf('.');
      return !id.isEmpty() && (dot < 0 ? name : name.substring(0, dot)).equals(id);
    }
  }

  /**
   * @param path of the annotation file
   * @param root what stands before the file names in the object store; may be empty
   */
  DiceImages(String path, String root, SampleIndex samples) {
    this.path = path;
    this.root = root.isEmpty() || root.endsWith("/") ? root : root + "/";
    this.samples = samples;
  }

  int size() {
    return size;
  }

  /** Whether every image was found. */
  boolean isComplete() {
    return isComplete;
  }

  void add(Image image) {
    if (size == found.length) {
      found = Arrays.copyOf(found, size * 2);
      widths = Arrays.copyOf(widths, size * 2);
      heights = Arrays.copyOf(heights, size * 2);
      names = Arrays.copyOf(names, size * 2);
    }
    int sample = find(image);
    found[size] = sample;
    widths[size] = image.width();
    heights[size] = image.height();
    names[size] = SourceIds.key(image.name());
    if (!image.id().isEmpty()) {
      places.putIfAbsent(SourceIds.key(image.id()), size);
    }
    if (sample == SampleIndex.NONE) {
      isComplete = false;
      if (image.isNamedById()) {
        found[size] = AnnotationImport.MISNAMED_IMAGE;
      }
      if (examples.size() < MOST_EXAMPLES) {
        examples.put(size, image);
      }
    }
    size++;
  }

  /** The sample of the image at a place, or what says that there is none. */
  int sample(int place) {
    return place < size ? found[place] : SampleIndex.NONE;
  }

  /** The sample of an image id, or what says that there is none. */
  int sample(String id) {
    int place = places.get(SourceIds.key(id));
    return place == LongTable.ABSENT ? SampleIndex.NONE : found[place];
  }

  /** Tells what sizes the images have, and which were not found; after the last one was added. */
  void tell(AnnotationImport target) {
    for (int place = 0; place < size; place++) {
      if (found[place] >= 0) {
        String name = samples.path(found[place]);
        target.declareSize(found[place], name, widths[place], heights[place]);
      } else {
        // The labeler numbers images anew: a name may be the id of another image as well.
        if (places.get(names[place]) != LongTable.ABSENT) {
          found[place] = AnnotationImport.MISNAMED_IMAGE;
        }
        tellMissing(place, target);
      }
    }
  }

  private void tellMissing(int place, AnnotationImport target) {
    Image image = examples.get(place);
    String what =
        image == null
            ? "The image at place " + place
            : "Image %s has the file name '%s', which".formatted(image.id(), image.name());
    boolean isMisnamed = found[place] == AnnotationImport.MISNAMED_IMAGE;
    target
        .issues()
        .add(
            isMisnamed ? IssueCode.ANNOTATION_FILE_NAME_MISMATCH : IssueCode.IMAGE_FILE_MISSING,
            path,
            "",
            what + (isMisnamed ? " is no file but an id" : " is no file"));
  }

  /** By its name, and then below the root, whose first folders may have been left out. */
  private int find(Image image) {
    int sample = samples.find(image.name(), path, image.width(), image.height());
    String above = root;
    while (sample == SampleIndex.NONE && !above.isEmpty() && !image.name().isEmpty()) {
      sample = samples.find(above + image.name(), path, image.width(), image.height());
      above = above.substring(above.indexOf('/') + 1);
    }
    return sample;
  }
}
