package io.granary.formats.voc;

import io.granary.formats.annotations.SampleIndex;
import java.util.Optional;

/** Finds the images that files of VOC mean. */
final class VocImages {
  private final SampleIndex samples;

  VocImages(SampleIndex samples) {
    this.samples = samples;
  }

  /**
   * The image of an annotation file: the one in the same folder of images that it names, the one
   * that it names, or the one of its own name.
   *
   * @return place in the index, or {@link SampleIndex#NONE}
   */
  int ofXml(String path, VocXml xml) {
    Optional<VocPath> place = VocPath.of(VocPath.ANNOTATIONS, path);
    if (!xml.filename().isEmpty()) {
      if (place.isPresent()) {
        String image = place.get().image();
        String base = xml.filename().replace('\\', '/');
        int exact =
            exact(
                image.substring(0, image.lastIndexOf('/') + 1)
                    + base.substring(base.lastIndexOf('/') + 1),
                path);
        if (exact != SampleIndex.NONE) {
          return exact;
        }
      }
      int named = samples.find(xml.filename(), path, xml.width(), xml.height());
      if (named != SampleIndex.NONE) {
        return named;
      }
    }
    int below =
        place.isPresent()
            ? samples.findStem(place.get().image(), path)
            : samples.findStem(VocPath.withoutExtension(path), path);
    String stem = VocPath.withoutExtension(path.substring(path.lastIndexOf('/') + 1));
    return below == SampleIndex.NONE ? samples.findStem(stem, path) : below;
  }

  /** The image of a mask. */
  int ofMask(VocPath mask, String path) {
    return samples.findStem(mask.image(), path);
  }

  /** The image that a line of a list names, with or without its extension. */
  int ofLine(String name, VocPath list, String path) {
    String image = list.root() + VocPath.IMAGES + "/" + name;
    int found = exact(image, path);
    if (found == SampleIndex.NONE) {
      found = samples.findStem(image, path);
    }
    if (found == SampleIndex.NONE) {
      found = samples.findStem(name, path);
    }
    return found == SampleIndex.NONE ? samples.find(name, path, 0, 0) : found;
  }

  private int exact(String image, String path) {
    int found = samples.find(image, path, 0, 0);
    return found != SampleIndex.NONE && samples.path(found).equals(image)
        ? found
        : SampleIndex.NONE;
  }
}
