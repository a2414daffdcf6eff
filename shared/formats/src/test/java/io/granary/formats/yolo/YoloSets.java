package io.granary.formats.yolo;

import io.granary.domain.Box;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.MemorySet;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Bbox;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Keypoint;
import io.granary.formats.geometry.Keypoints;
import io.granary.formats.geometry.Point;
import io.granary.formats.geometry.Polygon;
import io.granary.formats.geometry.RotatedBox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Sets of all that a variant can hold, made from a number. */
final class YoloSets {
  private static final String[] FOLDERS = {
    "",
    "",
    "images/",
    "images/train/",
    "train/images/",
    "a b/",
    "labels/x/",
    "images/labels/",
    "\u00e9t\u00e9/",
    "Images/",
    "Annotations/",
    "x.y/",
    "images/images/",
    "data/",
    "\u732b/images/#1/"
  };
  private static final String[] NAMES = {
    "a",
    "b",
    "c.d",
    "e f",
    "train",
    "val",
    "README",
    "classes",
    "\u732b",
    "'q\"",
    "x,y",
    "1",
    "-",
    "\ud83d\ude00",
    "a_jpg.rf.1",
    "data",
    "obj",
    ".h",
    "test",
    "split_0"
  };
  private static final String[] ENDINGS = {".jpg", ".png", ".JPEG", ".webp"};
  private static final String[] SPLITS = {
    "train", "val", "test", "fold 1", "\u0434\u043e\u043c", "names_"
  };
  private static final String[] CLASSES = {
    "cat",
    "no",
    "null",
    "7",
    "a b",
    "it's",
    "\"q\"",
    "x: y",
    "- z",
    "#h",
    "{a}",
    "\u732b",
    "\u05d0\u05d1",
    "\ud83d\udc08",
    "a,b",
    "\\n",
    "a\nb",
    "r\r\ns",
    "tab\tt",
    "s\u2028s",
    "%",
    "&a *b",
    "| >"
  };

  private final YoloVariant variant;
  private final Random random;
  private final int keypoints;

  private YoloSets(YoloVariant variant, long seed) {
    this.variant = variant;
    this.random = new Random(seed);
    this.keypoints = 1 + random.nextInt(5);
  }

  static MemorySet of(YoloVariant variant, long seed) {
    return new YoloSets(variant, seed).set();
  }

  private MemorySet set() {
    List<ImportedClass> classes = new ArrayList<>();
    Set<String> names = new LinkedHashSet<>();
    for (int i = random.nextInt(1, 8); i > 0; i--) {
      String name = any(CLASSES);
      // A line of obj.names holds one name, of one line.
      names.add(variant == YoloVariant.DARKNET ? name.replaceAll("\\R", " ") : name);
    }
    names.forEach(
        name ->
            classes.add(
                new ImportedClass(
                    name,
                    null,
                    Integer.toString(classes.size()),
                    null,
                    variant == YoloVariant.POSE && random.nextBoolean()
                        ? List.of("left eye", "\u732b, \"x\"")
                        : List.of(),
                    List.of())));
    List<AnnotatedSample> samples = new ArrayList<>();
    Set<String> labels = new HashSet<>();
    for (int i = random.nextInt(8); i >= 0; i--) {
      String path = any(FOLDERS) + any(NAMES) + any(ENDINGS);
      if (labels.add(LabelPlaces.of(path, variant))) {
        samples.add(sample(path, classes.size()));
      }
    }
    samples.sort(Comparator.comparing(AnnotatedSample::path));
    return new MemorySet(classes, samples);
  }

  private AnnotatedSample sample(String path, int classes) {
    int width = random.nextInt(1, 6000);
    int height = random.nextInt(1, 6000);
    List<WrittenAnnotation> annotations = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      Geometry geometry = geometry(width, height);
      Box box = geometry instanceof Keypoints ? box(width, height) : geometry.box().orElseThrow();
      annotations.add(
          new WrittenAnnotation(random.nextInt(classes), geometry, box, "{}", null, false, null));
    }
    return new AnnotatedSample(path, any(SPLITS), width, height, annotations);
  }

  private Geometry geometry(int width, int height) {
    return switch (variant) {
      case DARKNET, DETECT -> new Bbox(box(width, height));
      case SEGMENT -> new Polygon(List.of(points(random.nextInt(3, 9), width, height)));
      case OBB -> new RotatedBox(points(4, width, height));
      case POSE ->
          new Keypoints(points(keypoints, width, height).stream().map(this::keypoint).toList());
    };
  }

  private Keypoint keypoint(Point point) {
    int visibility = random.nextInt(3);
    return visibility == 0 ? new Keypoint(0, 0, 0) : new Keypoint(point.x(), point.y(), visibility);
  }

  private Box box(int width, int height) {
    double x = number(0, width * 0.99);
    double y = number(0, height * 0.99);
    return new Box(x, y, number(width * 1e-4, width - x), number(height * 1e-4, height - y));
  }

  private List<Point> points(int count, int width, int height) {
    List<Point> points = new ArrayList<>();
    // The first two are never on one line with an edge, so that there is an area.
    points.add(new Point(random.nextDouble(0, width / 2.0), random.nextDouble(0, height / 2.0)));
    for (int i = 1; i < count; i++) {
      double left = i == 1 ? width / 2.0 : 0;
      double top = i == 1 ? height / 2.0 : 0;
      points.add(new Point(number(left, width), number(top, height)));
    }
    return points;
  }

  private double number(double from, double to) {
    return random.nextInt(8) == 0 ? to : random.nextDouble(from, to);
  }

  private String any(String[] texts) {
    return texts[random.nextInt(texts.length)];
  }
}
