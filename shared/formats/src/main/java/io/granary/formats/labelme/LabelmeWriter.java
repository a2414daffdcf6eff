package io.granary.formats.labelme;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.AnnotatedSet;
import io.granary.formats.annotations.FileSink;
import io.granary.formats.annotations.FormatWriter;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.LongTable;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.annotations.SourceIds;
import io.granary.formats.annotations.SplitNames;
import io.granary.formats.annotations.WriteOptions;
import io.granary.formats.annotations.WrittenAnnotation;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;

/**
 * Writes a file of LabelMe 5.5.0 beside each image, named as the image; where two images have one
 * name but for its end, the second has its whole name. Some 24 bytes an image.
 */
public final class LabelmeWriter implements FormatWriter {
  private static final JsonFactory JSON = new JsonFactory();

  @Override
  public String name() {
    return LabelmeFormat.NAME;
  }

  @Override
  public Receipt write(AnnotatedSet set, FileSink files, WriteOptions options) throws IOException {
    var receipt = new Receipt();
    var paths = new LongTable();
    var used = new BitSet();
    boolean hasIds = options.ids() == WriteOptions.Ids.KEPT;
    set.forEach(
        sample -> {
          String path = path(sample.path(), paths);
          try (JsonGenerator json = JSON.createGenerator(files.create(path), JsonEncoding.UTF8)) {
            new LabelmeSampleJson(json, set.classes(), hasIds, receipt).write(sample);
          }
          note(sample, used, receipt);
        });
    note(set.classes(), used, receipt);
    return receipt;
  }

  private static String path(String image, LongTable paths) {
    int dot = image.lastIndexOf('.');
    String stem = dot > image.lastIndexOf('/') + 1 ? image.substring(0, dot) : image;
    String path = stem + ".json";
    for (int i = 0; !paths.putIfAbsent(SourceIds.key(path), 0); i++) {
      path = image + (i == 0 ? "" : "." + i) + ".json";
    }
    return path;
  }

  private static void note(AnnotatedSample sample, BitSet used, Receipt receipt) {
    receipt.sample();
    String split = sample.split();
    if (split != null && !SplitNames.ofPath(sample.path()).orElse("").equals(split)) {
      receipt.lost("Splits that are not in the names of folders were left out.");
    }
    for (WrittenAnnotation annotation : sample.annotations()) {
      if (annotation.labelClass() >= 0) {
        used.set(annotation.labelClass());
      }
    }
  }

  private static void note(List<ImportedClass> classes, BitSet used, Receipt receipt) {
    for (int i = 0; i < classes.size(); i++) {
      ImportedClass labelClass = classes.get(i);
      if (!used.get(i)) {
        receipt.lost("Classes without annotations were left out.");
      }
      if (labelClass.color() != null
          || labelClass.supercategory() != null
          || !labelClass.keypoints().isEmpty()
          || !labelClass.skeleton().isEmpty()) {
        receipt.lost("What is said of classes besides their names was left out.");
      }
    }
  }
}
