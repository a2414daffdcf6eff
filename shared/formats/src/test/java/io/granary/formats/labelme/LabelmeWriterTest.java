package io.granary.formats.labelme;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.AnnotationType;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.MemorySet;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.annotations.WriteOptions;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Caption;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Label;
import io.granary.formats.geometry.Mask;
import io.granary.formats.geometry.Point;
import io.granary.formats.geometry.Polygon;
import io.granary.formats.geometry.Rle;
import io.granary.formats.geometry.RotatedBox;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The very text of what is written, and what is said of the rest. */
final class LabelmeWriterTest {
  private static final List<Point> TRIANGLE =
      List.of(new Point(1, 1), new Point(9, 1.5), new Point(9, 9));

  private static WrittenAnnotation of(Geometry geometry, String attributes) {
    return new WrittenAnnotation(
        0, geometry, geometry.box().orElse(null), attributes, null, false, "5");
  }

  private static AnnotatedSample sample(String path, WrittenAnnotation... annotations) {
    return new AnnotatedSample(path, "val", 64, 48, List.of(annotations));
  }

  private static MemorySet set(AnnotatedSample... samples) {
    return new MemorySet(
        List.of(ImportedClass.named("猫"), new ImportedClass("unused", "thing", "")),
        List.of(samples));
  }

  @Test
  void itIsTheFileOfLabelme() throws IOException {
    var files = new MemoryFiles();

    new LabelmeWriter()
        .write(
            set(
                sample(
                    "val/a.jpg",
                    of(new Label(), "{}"),
                    of(new Polygon(List.of(TRIANGLE)), "{\"group_id\":4,\"k\":null}"),
                    of(new Polygon(List.of(TRIANGLE, TRIANGLE)), "{}"))),
            files,
            WriteOptions.DEFAULT);

    assertThat(files.text("val/a.json"))
        .isEqualTo(
            """
            {'version':'5.5.0','flags':{'猫':true},'shapes':[
            {'label':'猫','points':[[1,1],[9,1.5],[9,9]],'group_id':4,'description':'',
            'shape_type':'polygon','flags':{},'mask':null,'attributes':{'k':null}},
            {'label':'猫','points':[[1,1],[9,1.5],[9,9]],'group_id':5,'description':'',
            'shape_type':'polygon','flags':{},'part':[0,2],'mask':null},
            {'label':'猫','points':[[1,1],[9,1.5],[9,9]],'group_id':5,'description':'',
            'shape_type':'polygon','flags':{},'part':[1,2],'mask':null}],
            'imagePath':'a.jpg','imageData':null,'imageHeight':48,'imageWidth':64}
            """
                .replace("\n", "")
                .replace('\'', '"'));
  }

  @Test
  void theReceiptTellsWhatItCannotHold() throws IOException {
    Rle foreign = Rle.of(2, 2, new long[] {1, 3}).orElseThrow();

    Receipt receipt =
        new LabelmeWriter()
            .write(
                set(
                    sample(
                        "a.jpg",
                        of(new Caption("text"), "{}"),
                        of(new RotatedBox(List.of(p(1, 3), p(3, 1), p(7, 5), p(5, 7))), "{}"),
                        of(new Mask(foreign), "{}"),
                        of(new Label(), "{\"k\":1}"))),
                new MemoryFiles(),
                WriteOptions.DEFAULT);

    assertThat(receipt.out())
        .isEqualTo(Map.of(AnnotationType.POLYGON, 1L, AnnotationType.CLASS, 1L));
    assertThat(receipt.dropped())
        .containsOnly(
            Map.entry("Captions have no place in LabelMe.", 1L),
            Map.entry("Masks that do not fit their image were left out.", 1L));
    assertThat(receipt.changed())
        .containsOnly(
            Map.entry("Rotated boxes became polygons.", 1L),
            Map.entry("What is said of classes of whole images was left out.", 1L),
            Map.entry("Splits that are not in the names of folders were left out.", 1L),
            Map.entry("Classes without annotations were left out.", 1L),
            Map.entry("What is said of classes besides their names was left out.", 1L));
  }

  @Test
  void imagesOfOneNameHaveFilesOfTheirOwn() throws IOException {
    var files = new MemoryFiles();

    new LabelmeWriter()
        .write(
            set(sample("a.jpg"), sample("a.png"), sample("a.png.gif"), sample("b/a.png")),
            files,
            WriteOptions.DEFAULT);

    assertThat(files.paths()).containsExactly("a.json", "a.png.gif.json", "a.png.json", "b/a.json");
  }

  private static Point p(double x, double y) {
    return new Point(x, y);
  }
}
