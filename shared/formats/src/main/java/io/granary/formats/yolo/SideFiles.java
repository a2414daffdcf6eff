package io.granary.formats.yolo;

import io.granary.formats.annotations.FileSink;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.Receipt;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the files beside the labels. */
final class SideFiles {
  private final YoloVariant variant;
  private final ClassNumbers numbers;
  private final List<ImportedClass> classes;
  private final Receipt receipt;

  SideFiles(
      YoloVariant variant, ClassNumbers numbers, List<ImportedClass> classes, Receipt receipt) {
    this.variant = variant;
    this.numbers = numbers;
    this.classes = classes;
    this.receipt = receipt;
  }

  /**
   * Writes them.
   *
   * @param lists paths of lists by their splits
   * @param keypoints of every row, if they are poses
   */
  void write(FileSink files, Map<String, String> lists, int keypoints) throws IOException {
    if (variant == YoloVariant.DARKNET) {
      writeDarknet(files, lists);
    } else {
      try (Writer out = YoloLists.open(files, "data.yaml")) {
        writeYaml(out, lists, keypoints);
      }
    }
  }

  private void writeDarknet(FileSink files, Map<String, String> lists) throws IOException {
    try (Writer out = YoloLists.open(files, "obj.data")) {
      out.write("classes = %d\n".formatted(classes.size()));
      for (var list : lists.entrySet()) {
        String key = list.getKey().equals("val") ? "valid" : list.getKey();
        out.write("%s = %s\n".formatted(key, list.getValue()));
      }
      out.write("names = obj.names\nbackup = backup/\n");
    }
    try (Writer out = YoloLists.open(files, "obj.names")) {
      for (int place : numbers.places()) {
        String name = classes.get(place).name();
        out.write(held(name, name.replaceAll("\\R", " "), place) + "\n");
      }
    }
  }

  private void writeYaml(Writer out, Map<String, String> lists, int keypoints) throws IOException {
    for (var list : lists.entrySet()) {
      out.write("%s: %s\n".formatted(YamlText.quoted(list.getKey()), list.getValue()));
    }
    out.write("task: %s\n".formatted(variant.name().toLowerCase(Locale.ROOT)));
    out.write("nc: %d\nnames:%s\n".formatted(classes.size(), classes.isEmpty() ? " {}" : ""));
    for (int place : numbers.places()) {
      String name = classes.get(place).name();
      out.write(
          "  %d: %s\n".formatted(numbers.of(place), YamlText.quoted(held(name, name, place))));
    }
    if (variant == YoloVariant.POSE) {
      out.write("kpt_shape: [%d, 3]\n".formatted(keypoints));
      writeKeypointNames(out);
    }
  }

  private void writeKeypointNames(Writer out) throws IOException {
    if (classes.stream().allMatch(c -> c.keypoints().isEmpty())) {
      return;
    }
    out.write("kpt_names:\n");
    for (int place : numbers.places()) {
      out.write(
          classes.get(place).keypoints().stream()
              .map(YamlText::quoted)
              .collect(Collectors.joining(", ", "  %d: [".formatted(numbers.of(place)), "]\n")));
    }
  }

  private String held(String name, String writable, int place) {
    String held = NamesFile.name(writable, numbers.of(place));
    if (!held.equals(name)) {
      receipt.lost("Names of classes lost spaces around them or line breaks.");
    }
    return held;
  }
}
