package io.granary.formats.yolo;

import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.AnnotatedSet;
import io.granary.formats.annotations.FileSink;
import io.granary.formats.annotations.FormatWriter;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.annotations.WriteOptions;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;

/**
 * Writes YOLO in one of its variants: a label file for every sample, lists of images for the
 * splits, and a data.yaml, or obj.data and obj.names for Darknet. What is written passes the checks
 * of Ultralytics. Two samples whose names differ only in the extension would share a label file:
 * the first has it.
 */
public final class YoloWriter implements FormatWriter {
  private final YoloVariant variant;

  YoloWriter(YoloVariant variant) {
    this.variant = variant;
  }

  /** A writer for each variant. */
  public static List<FormatWriter> all() {
    return Arrays.stream(YoloVariant.values()).<FormatWriter>map(YoloWriter::new).toList();
  }

  @Override
  public String name() {
    return variant == YoloVariant.DETECT ? YoloFormat.NAME : variant.format();
  }

  @Override
  public Receipt write(AnnotatedSet set, FileSink files, WriteOptions options) throws IOException {
    var receipt = new Receipt();
    SetSurvey survey = SetSurvey.of(set, variant);
    ClassNumbers classes = ClassNumbers.of(set.classes(), options, receipt);
    var rows = new RowWriter(form(survey), classes, receipt);
    int[] place = {0};
    set.forEach(
        sample -> {
          if (survey.isSecond(place[0]++)) {
            leaveOut(sample, receipt);
          } else {
            if (sample.split() == null) {
              receipt.lost("Samples without a split are listed in train.");
            }
            try (Writer out = YoloLists.open(files, LabelPlaces.of(sample.path(), variant))) {
              rows.write(sample, out);
            }
          }
        });
    var lists = new YoloLists(set, survey, variant, receipt).write(files);
    noteLost(set.classes(), receipt);
    var sides = new SideFiles(variant, classes, set.classes(), receipt);
    sides.write(files, lists, survey.keypoints());
    return receipt;
  }

  private RowForm form(SetSurvey survey) {
    return switch (variant) {
      case DARKNET, DETECT -> new BoxRow();
      case SEGMENT -> new OutlineRow();
      case OBB -> new CornersRow();
      case POSE -> new PoseRow(survey.keypoints());
    };
  }

  private static void leaveOut(AnnotatedSample sample, Receipt receipt) {
    receipt.lost("Samples that differ from another only in the extension have no labels.");
    for (var annotation : sample.annotations()) {
      receipt.dropped(annotation.geometry().type(), "Their label file is that of another sample.");
    }
  }

  private void noteLost(List<ImportedClass> classes, Receipt receipt) {
    for (ImportedClass labelClass : classes) {
      if (labelClass.supercategory() != null || labelClass.color() != null) {
        receipt.lost("Supercategories and colours of classes were left out.");
      }
      if (!labelClass.skeleton().isEmpty()
          || !labelClass.keypoints().isEmpty() && variant != YoloVariant.POSE) {
        receipt.lost("Names of keypoints or lines between them were left out.");
      }
    }
  }
}
