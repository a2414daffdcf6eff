package io.granary.formats;

import io.granary.formats.annotations.AnnotationFormat;
import io.granary.formats.coco.CocoFormat;
import io.granary.formats.csv.CsvFormat;
import io.granary.formats.cvat.CvatFormat;
import io.granary.formats.dice.DiceFormat;
import io.granary.formats.folders.ClassFoldersFormat;
import io.granary.formats.granary.GranaryFormat;
import io.granary.formats.labelme.LabelmeFormat;
import io.granary.formats.metadata.MetadataFormat;
import io.granary.formats.voc.VocFormat;
import io.granary.formats.yolo.YoloFormat;
import java.util.List;

/** The annotation formats that are read; of those equally likely, the first is taken. */
public final class Formats {
  private Formats() {}

  /** What a request may ask for. */
  public static List<String> hints() {
    return all().stream().flatMap(format -> format.hints().stream()).sorted().toList();
  }

  public static List<AnnotationFormat> all() {
    return List.of(
        new GranaryFormat(),
        new DiceFormat(),
        new CocoFormat(),
        new YoloFormat(),
        new VocFormat(),
        new CvatFormat(),
        new LabelmeFormat(),
        new MetadataFormat(),
        new CsvFormat(),
        new ClassFoldersFormat());
  }
}
