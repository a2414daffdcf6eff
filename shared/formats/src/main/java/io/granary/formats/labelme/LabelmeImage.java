package io.granary.formats.labelme;

import io.granary.formats.annotations.SampleIndex;
import io.granary.formats.annotations.SetFile;
import java.util.ArrayDeque;
import java.util.Deque;

/** Finds the sample that a file annotates. */
final class LabelmeImage {
  private static final String ANNOTATIONS = "annotations/";

  private LabelmeImage() {}

  /**
   * The image that the file names, from its folder or from the folder images beside its own; else
   * the one that has the name of the file.
   *
   * @param imagePath as the file has it; may be empty
   * @param width pixels that the file declares; 0 when it does not
   */
  static int find(SetFile file, String imagePath, int width, int height, SampleIndex samples) {
    int sample = SampleIndex.NONE;
    if (!imagePath.isEmpty()) {
      String path = imagePath.replace('\\', '/');
      sample = exact(resolved(file.folder() + path), samples);
      if (sample == SampleIndex.NONE && ("/" + file.folder()).endsWith("/" + ANNOTATIONS)) {
        sample = exact(resolved(besides(file) + path), samples);
      }
      if (sample == SampleIndex.NONE) {
        sample = samples.find(path, file.path(), width, height);
      }
      if (sample == SampleIndex.NONE && path.contains("../")) {
        sample = samples.find(resolved(file.folder() + path), file.path(), width, height);
      }
    }
    String name = file.name();
    int dot = name.lastIndexOf('.');
    String stem = dot < 0 ? name : name.substring(0, dot);
    if (sample == SampleIndex.NONE) {
      sample = samples.find(stem, file.path(), width, height);
    }
    return sample == SampleIndex.NONE ? samples.findStem(stem, file.path()) : sample;
  }

  /** The folder of images that is beside a folder of annotations. */
  static String besides(SetFile file) {
    String folder = file.folder();
    return folder.substring(0, folder.length() - ANNOTATIONS.length()) + "images/";
  }

  /** The sample of this very path. */
  static int exact(String path, SampleIndex samples) {
    int sample = samples.find(path, "", 0, 0);
    return sample != SampleIndex.NONE && samples.path(sample).equals(path)
        ? sample
        : SampleIndex.NONE;
  }

  private static String resolved(String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/")) {
      if (part.equals("..")) {
        parts.pollLast();
      } else if (!part.equals(".") && !part.isEmpty()) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }
}
