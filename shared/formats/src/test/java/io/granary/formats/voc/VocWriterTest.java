package io.granary.formats.voc;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.MemorySet;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.annotations.WriteOptions;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Bbox;
import io.granary.formats.geometry.Caption;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Keypoint;
import io.granary.formats.geometry.Keypoints;
import io.granary.formats.geometry.Label;
import io.granary.formats.geometry.Point;
import io.granary.formats.geometry.Polygon;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VocWriterTest {
  private final MemoryFiles files = new MemoryFiles();

  private Receipt write(List<ImportedClass> classes, AnnotatedSample... samples)
      throws IOException {
    return new VocWriter()
        .write(new MemorySet(classes, List.of(samples)), files, WriteOptions.DEFAULT);
  }

  private static AnnotatedSample sample(String path, WrittenAnnotation... annotations) {
    return new AnnotatedSample(path, "train", 20, 10, List.of(annotations));
  }

  private static WrittenAnnotation of(Geometry geometry, String attributes) {
    return new WrittenAnnotation(
        0, geometry, geometry.box().orElse(null), attributes, null, false, null);
  }

  @Test
  void aSetLooksAsVocDoes() throws IOException {
    var box = new Bbox(new Box(1.5, 2, 3, 4));
    write(
        List.of(new ImportedClass("a <cat>", null, "", "#0102ff", List.of(), List.of())),
        sample("sub/a.jpg", of(box, "{\"difficult\":true,\"tags\":[\"x\"],\"note\":\"two\"}")),
        sample("z.jpg"));

    assertThat(files.paths())
        .containsExactly(
            "Annotations/sub/a.xml",
            "Annotations/z.xml",
            "ImageSets/Main/train.txt",
            "labelmap.txt");
    assertThat(files.text("labelmap.txt"))
        .isEqualTo("# label:color_rgb:parts:actions\na <cat>:1,2,255::\n");
    assertThat(files.text("ImageSets/Main/train.txt")).isEqualTo("sub/a\nz\n");
    assertThat(files.text("Annotations/sub/a.xml"))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <annotation>
              <folder>JPEGImages</folder>
              <filename>sub/a.jpg</filename>
              <source>
                <database>Unknown</database>
                <annotation>Granary</annotation>
              </source>
              <size>
                <width>20</width>
                <height>10</height>
                <depth>3</depth>
              </size>
              <segmented>0</segmented>
              <object>
                <name>a &lt;cat&gt;</name>
                <difficult>1</difficult>
                <pose>Unspecified</pose>
                <truncated>0</truncated>
                <attributes>
                  <attribute>
                    <name>tags</name>
                    <value>["x"]</value>
                  </attribute>
                  <attribute>
                    <name>note</name>
                    <value>two</value>
                  </attribute>
                </attributes>
                <bndbox>
                  <xmin>1.5</xmin>
                  <ymin>2</ymin>
                  <xmax>4.5</xmax>
                  <ymax>6</ymax>
                </bndbox>
              </object>
            </annotation>
            """);
  }

  @Test
  void theReceiptTellsWhatVocCannotHold() throws IOException {
    var outline = new Polygon(List.of(List.of(new Point(1, 1), new Point(5, 1), new Point(5, 6))));
    Receipt receipt =
        write(
            List.of(ImportedClass.named("#odd\u0001")),
            sample(
                "a.jpg",
                of(outline, "{}"),
                of(new Label(), "{}"),
                of(new Caption("words"), "{}"),
                of(new Keypoints(List.of(new Keypoint(1, 2, 2))), "{}")));

    assertThat(receipt.in())
        .isEqualTo(
            Map.of(
                AnnotationType.POLYGON, 1L,
                AnnotationType.CLASS, 1L,
                AnnotationType.CAPTION, 1L,
                AnnotationType.KEYPOINTS, 1L));
    assertThat(receipt.out()).isEqualTo(Map.of(AnnotationType.BBOX, 1L));
    assertThat(receipt.changed())
        .containsOnlyKeys(
            "Of each polygon only the box around it is left.",
            "Classes whose names a labelmap cannot hold are only in the annotation files.",
            "Characters that XML cannot hold were replaced.");
    assertThat(receipt.dropped()).hasSize(3);
  }

  @Test
  void samplesOfOneStemKeepTheirOwnFiles() throws IOException {
    Receipt receipt =
        write(
            List.of(),
            sample("JPEGImages/a.jpg"),
            sample("a.jpg"),
            sample("a.png"),
            sample("a.png.jpg"));

    assertThat(files.text("ImageSets/Main/train.txt")).contains("a.jpg\na.png\n");
    assertThat(files.paths())
        .contains("Annotations/a.jpg.xml", "Annotations/a.png.xml", "Annotations/a.png.jpg.xml");
    assertThat(receipt.samples()).isEqualTo(3);
    assertThat(receipt.changed())
        .containsOnlyKeys("Samples were left out whose images would lie where another's does.");
  }
}
