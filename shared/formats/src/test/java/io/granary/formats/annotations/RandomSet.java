package io.granary.formats.annotations;

import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.formats.annotations.ImportedClass.Edge;
import io.granary.formats.geometry.Bbox;
import io.granary.formats.geometry.Bitmap;
import io.granary.formats.geometry.Caption;
import io.granary.formats.geometry.Circle;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Keypoint;
import io.granary.formats.geometry.Keypoints;
import io.granary.formats.geometry.Label;
import io.granary.formats.geometry.Mask;
import io.granary.formats.geometry.Point;
import io.granary.formats.geometry.Polygon;
import io.granary.formats.geometry.Polyline;
import io.granary.formats.geometry.Rle;
import io.granary.formats.geometry.RotatedBox;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Makes sets by chance, of some kinds of annotation, with names in any script. */
public final class RandomSet {
  private static final List<String> NAMES =
      List.of("cat", "Straße \"7\"", "猫, 犬", "قط", "a'b<c>&d", "🦆\ttab", "line\nbreak", "{x: 1}");
  private static final List<String> FOLDERS = List.of("", "images/", "a b/", "ü/日本/", "x,y/");

  private final SplittableRandom random;
  private final List<AnnotationType> types;
  private final int width;
  private final int height;

  private RandomSet(long seed, Set<AnnotationType> types) {
    this.random = new SplittableRandom(seed);
    this.types = types.stream().sorted().toList();
    this.width = 20 + random.nextInt(200);
    this.height = 20 + random.nextInt(200);
  }

  /** A set of up to 12 samples of one size, the same for a seed. */
  public static MemorySet of(long seed, Set<AnnotationType> types) {
    return new RandomSet(seed, types).set();
  }

  private MemorySet set() {
    List<ImportedClass> classes = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(NAMES.size()); i++) {
      boolean hasPoints = types.contains(AnnotationType.KEYPOINTS) && random.nextBoolean();
      classes.add(
          new ImportedClass(
              NAMES.get(i),
              random.nextBoolean() ? "things" : null,
              Long.toString(random.nextLong(1L << 40) * 2 + (i % 2)),
              random.nextBoolean() ? "#%06x".formatted(random.nextInt(1 << 24)) : null,
              hasPoints ? List.of("nose", "left eye", "右目") : List.of(),
              hasPoints ? List.of(new Edge(0, 1), new Edge(1, 2)) : List.of()));
    }
    var samples = new TreeMap<String, AnnotatedSample>();
    for (int i = random.nextInt(12); i >= 0; i--) {
      String path = FOLDERS.get(random.nextInt(FOLDERS.size())) + "p" + i + ".jpg";
      List<WrittenAnnotation> annotations = new ArrayList<>();
      for (int k = random.nextInt(5); k > 0; k--) {
        WrittenAnnotation next = annotation(classes.size(), samples.size() * 100 + k);
        // The same class twice on a sample is one label.
        if (annotations.stream().noneMatch(a -> isSame(a, next))) {
          annotations.add(next);
        }
      }
      String split = random.nextBoolean() ? "train" : "val";
      samples.put(path, new AnnotatedSample(path, split, width, height, annotations));
    }
    return new MemorySet(classes, List.copyOf(samples.values()));
  }

  private static boolean isSame(WrittenAnnotation one, WrittenAnnotation other) {
    return one.labelClass() == other.labelClass()
        && one.geometry().json().equals(other.geometry().json());
  }

  private WrittenAnnotation annotation(int classes, int number) {
    Geometry geometry = geometry(types.get(random.nextInt(types.size())));
    Box box = geometry.box().orElse(null);
    return new WrittenAnnotation(
        geometry instanceof Caption ? SourceAnnotation.NO_CLASS : random.nextInt(classes),
        geometry,
        box,
        random.nextInt(3) > 0
            ? "{}"
            : new Attributes().put("note", NAMES.get(random.nextInt(NAMES.size()))).json(),
        random.nextInt(4) > 0 ? null : random.nextDouble(),
        false,
        Integer.toString(number));
  }

  private Geometry geometry(AnnotationType type) {
    return switch (type) {
      case BBOX -> new Bbox(new Box(x() / 2, y() / 2, 1 + x() / 2, 1 + y() / 2));
      case POLYGON ->
          new Polygon(
              IntStream.rangeClosed(0, random.nextInt(3))
                  .mapToObj(_ -> points(3 + random.nextInt(5)))
                  .toList());
      case MASK -> new Mask(mask());
      case ROTATED_BBOX ->
          RotatedBox.of(point(), 1 + x() / 2, 1 + y() / 2, 90 * random.nextDouble());
      case KEYPOINTS ->
          new Keypoints(
              List.of(
                  new Keypoint(x(), y(), Keypoint.SEEN),
                  new Keypoint(0, 0, Keypoint.ABSENT),
                  new Keypoint(x(), y(), Keypoint.HIDDEN)));
      case POLYLINE -> new Polyline(points(2 + random.nextInt(4)));
      case CIRCLE -> new Circle(point(), 1 + x() / 4);
      case CLASS -> new Label();
      case CAPTION -> new Caption("says " + random.nextInt() + " " + NAMES.getLast());
    };
  }

  private Rle mask() {
    var bitmap = new Bitmap(width, height);
    for (int i = 0; i < 40; i++) {
      bitmap.set(random.nextInt(width), random.nextInt(height));
    }
    return Rle.of(bitmap);
  }

  private List<Point> points(int count) {
    return IntStream.range(0, count).mapToObj(_ -> point()).toList();
  }

  private Point point() {
    return new Point(x(), y());
  }

  private double x() {
    return random.nextDouble(width);
  }

  private double y() {
    return random.nextDouble(height);
  }

  /** Everything that a set says, as lines in an order of their own. */
  public static List<String> lines(MemorySet set) {
    List<String> lines = new ArrayList<>();
    for (AnnotatedSample sample : set.samples()) {
      lines.add("%s %s".formatted(sample.path(), sample.split()));
      for (WrittenAnnotation a : sample.annotations()) {
        lines.add(
            "%s: %s %s %s %s %s %s %s"
                .formatted(
                    sample.path(),
                    a.labelClass() < 0 ? "-" : set.classes().get(a.labelClass()).name(),
                    a.geometry().type(),
                    a.geometry().json(),
                    a.box(),
                    a.attributes(),
                    a.score(),
                    a.isCrowd()));
      }
    }
    lines.sort(Comparator.naturalOrder());
    return lines;
  }
}
