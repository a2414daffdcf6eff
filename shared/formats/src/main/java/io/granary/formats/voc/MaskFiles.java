package io.granary.formats.voc;

import io.granary.formats.annotations.SetFile;
import io.granary.formats.annotations.SetFiles;
import io.granary.formats.masks.LabelImage;
import io.granary.formats.masks.MaskException;
import io.granary.formats.masks.MaskPng;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the pictures of masks of one image after the other. */
final class MaskFiles {
  private final SetFiles files;
  private final Map<String, Labelmap> labelmaps;

  /**
   * @param labelmaps by the folder that they lie in
   */
  MaskFiles(SetFiles files, Map<String, Labelmap> labelmaps) {
    this.files = files;
    this.labelmaps = labelmaps;
  }

  /**
   * What the pictures of an image hold.
   *
   * @param width pixels of the pictures; 0 when none could be read
   * @param read those that could be read
   */
  record Pictures(
      int width, int height, List<FoundMask> masks, List<SetFile> read, List<Refused> refused) {
    /** Leaves out all pictures for one reason. */
    Pictures refusing(String problem) {
      List<Refused> all = new ArrayList<>(refused);
      read.forEach(file -> all.add(new Refused(file, problem)));
      return new Pictures(0, 0, List.of(), List.of(), all);
    }
  }

  /** A picture that cannot be read, and why. */
  record Refused(SetFile file, String problem) {}

  /** Reads the pictures of the image that has a stem; there may be none. */
  Pictures of(VocPath image) throws IOException {
    List<SetFile> read = new ArrayList<>();
    List<Refused> refused = new ArrayList<>();
    LabelImage classes = read(image.beside(VocPath.CLASS_MASKS, ".png"), read, refused);
    LabelImage objects = read(image.beside(VocPath.OBJECT_MASKS, ".png"), read, refused);
    LabelImage any = classes == null ? objects : classes;
    if (any == null) {
      return new Pictures(0, 0, List.of(), read, refused);
    }
    var none = new Pictures(any.width(), any.height(), List.of(), read, refused);
    if (classes != null
        && objects != null
        && (classes.width() != objects.width() || classes.height() != objects.height())) {
      return none.refusing("The pictures of classes and of objects are not of the same size");
    }
    Labelmap labelmap = labelmaps.getOrDefault(image.root(), Labelmap.STANDARD);
    try {
      List<FoundMask> masks = VocMasks.find(classes, objects, labelmap);
      return new Pictures(any.width(), any.height(), masks, read, refused);
    } catch (MaskException e) {
      return none.refusing(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable LabelImage read(String path, List<SetFile> read, List<Refused> refused)
      throws IOException {
    Optional<SetFile> file = files.find(path);
    if (file.isEmpty()) {
      return null;
    }
    try {
      LabelImage image = MaskPng.read(file.get(), files.content(file.get()));
      read.add(file.get());
      return image;
    } catch (MaskException e) {
      refused.add(new Refused(file.get(), String.valueOf(e.getMessage())));
      return null;
    }
  }
}
