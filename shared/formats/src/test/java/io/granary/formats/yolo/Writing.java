package io.granary.formats.yolo;

import io.granary.domain.Box;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.MemorySet;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.annotations.WriteOptions;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Bbox;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Point;
import io.granary.formats.geometry.Polygon;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Samples of 100 by 50, and files that a writer makes of them. */
final class Writing {
  static final Bbox BOX = new Bbox(new Box(10, 5, 20, 10));
  static final Polygon OUTLINE = outline(0, 0, 50, 0, 50, 25);

  private final MemoryFiles files = new MemoryFiles();

  MemoryFiles files() {
    return files;
  }

  static Polygon outline(double... xy) {
    return new Polygon(List.of(points(xy)));
  }

  static List<Point> points(double... xy) {
    Point[] points = new Point[xy.length / 2];
    Arrays.setAll(points, i -> new Point(xy[2 * i], xy[2 * i + 1]));
    return List.of(points);
  }

  static AnnotatedSample sample(String path, @Nullable String split, Geometry... geometries) {
    return new AnnotatedSample(
        path,
        split,
        100,
        50,
        Arrays.stream(geometries)
            .map(g -> new WrittenAnnotation(0, g, g.box().orElse(null), "{}", null, false, null))
            .toList());
  }

  Receipt write(YoloVariant variant, AnnotatedSample... samples) throws IOException {
    var classes = List.of(ImportedClass.named("cat"), new ImportedClass("a \"dog\":\n#", null, ""));
    return new YoloWriter(variant)
        .write(new MemorySet(classes, List.of(samples)), files, WriteOptions.DEFAULT);
  }
}
