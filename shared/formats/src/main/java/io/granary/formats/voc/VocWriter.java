package io.granary.formats.voc;

import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.AnnotatedSet;
import io.granary.formats.annotations.FileSink;
import io.granary.formats.annotations.FormatWriter;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.annotations.WriteOptions;
import io.granary.formats.annotations.WrittenAnnotation;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;

/**
 * Writes Pascal VOC: an annotation file for each image, also for those without objects, a list of
 * names for each split, and the classes with their colours. The corners of a box are exact decimal
 * sums, so that width and height come back with all their bits.
 */
public final class VocWriter implements FormatWriter {
  private static final String NO_LABELMAP =
      "Classes whose names a labelmap cannot hold are only in the annotation files.";

  @Override
  public String name() {
    return VocFormat.NAME;
  }

  @Override
  public String imagePath(AnnotatedSample sample) {
    return VocPath.IMAGES + "/" + VocNames.image(sample);
  }

  @Override
  public Receipt write(AnnotatedSet set, FileSink files, WriteOptions options) throws IOException {
    var receipt = new Receipt();
    var names = new VocNames();
    Set<String> splits = new TreeSet<>();
    set.forEach(
        sample -> {
          names.see(sample);
          splits.add(list(sample));
        });
    writeLabelmap(set, files, receipt);
    var xml = new VocXmlWriter(set.classes(), options, receipt);
    set.forEach(
        sample -> {
          if (!names.isFirst(sample)) {
            leaveOut(sample, receipt);
            return;
          }
          receipt.sample();
          String path = "%s/%s.xml".formatted(VocPath.ANNOTATIONS, names.of(sample));
          try (Writer out = open(files, path)) {
            xml.write(sample, out);
          }
        });
    for (String split : splits) {
      writeList(set, split, names, files, receipt);
    }
    return receipt;
  }

  /** The split of a sample; those without one are listed too, as loaders find images by lists. */
  private static String list(AnnotatedSample sample) {
    String split = sample.split();
    return split == null || split.isBlank() ? VocLists.NO_SPLIT : split;
  }

  private static void leaveOut(AnnotatedSample sample, Receipt receipt) {
    for (WrittenAnnotation annotation : sample.annotations()) {
      receipt.dropped(
          annotation.geometry().type(), "Two samples would have their images in the same place.");
    }
    receipt.lost("Samples were left out whose images would lie where another's does.");
  }

  private static void writeLabelmap(AnnotatedSet set, FileSink files, Receipt receipt)
      throws IOException {
    try (Writer out = open(files, VocPath.LABELMAP)) {
      out.write("# label:color_rgb:parts:actions\n");
      for (ImportedClass labelClass : set.classes()) {
        String name = labelClass.name();
        if (labelClass.supercategory() != null || !labelClass.keypoints().isEmpty()) {
          receipt.lost("Supercategories and skeletons of classes were left out.");
        }
        if (Labelmap.canHold(name)) {
          out.write("%s:%s::\n".formatted(name, Labelmap.color(labelClass, receipt)));
        } else {
          receipt.lost(NO_LABELMAP);
        }
      }
    }
  }

  private static void writeList(
      AnnotatedSet set, String split, VocNames names, FileSink files, Receipt receipt)
      throws IOException {
    String name = split.replaceAll("[/\\\\\\p{Cntrl}]", "_").strip();
    if (!name.equals(split)) {
      receipt.lost("Splits whose names are no file names were renamed.");
    }
    try (Writer out = open(files, "%s/Main/%s.txt".formatted(VocPath.LISTS, name))) {
      set.forEach(
          sample -> {
            if (split.equals(list(sample))) {
              writeLine(names.of(sample), out, receipt);
            }
          });
    }
  }

  private static void writeLine(String name, Writer out, Receipt receipt) throws IOException {
    if (name.indexOf('\n') >= 0 || name.indexOf('\r') >= 0) {
      receipt.lost("Samples with line breaks in their names cannot be listed in a split.");
      return;
    }
    boolean isPlain =
        !name.startsWith("#")
            && !name.startsWith("\"")
            && name.chars().noneMatch(VocWriter::isSpace);
    out.write(isPlain ? name : "\"" + name + "\"");
    out.write('\n');
  }

  private static boolean isSpace(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static Writer open(FileSink files, String path) throws IOException {
    return new BufferedWriter(new OutputStreamWriter(files.create(path), StandardCharsets.UTF_8));
  }
}
