package io.granary.formats.annotations;

import io.granary.domain.AnnotationType;
import io.granary.domain.Box;
import io.granary.formats.geometry.Bbox;
import io.granary.formats.geometry.Geometry;
import io.granary.formats.geometry.Label;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jspecify.annotations.Nullable;

/** Sets of all kinds of annotations under names of all scripts, also of nothing. */
public final class AnySet {
  private AnySet() {}

  public static Arbitrary<MemorySet> sets() {
    return classes()
        .flatMap(
            classes -> samples(classes.size()).map(samples -> new MemorySet(classes, samples)));
  }

  /** Not blank, and without spaces at its ends. */
  static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "cat", "狗", "قطة", "a b", "\"q\", 'x'", "two\nlines", "😀", "0", "null", "[]"),
        Arbitraries.strings()
            .withChars("ab0é日ا ,;:'\"\\/{}-_\t")
            .ofMinLength(1)
            .ofMaxLength(8)
            .map(String::strip)
            .filter(text -> !text.isEmpty()));
  }

  private static Arbitrary<List<ImportedClass>> classes() {
    return Combinators.combine(
            texts(),
            texts().injectNull(0.5),
            Arbitraries.of("#00ff7F", "#123456").injectNull(0.5),
            texts().list().ofMaxSize(3))
        .as(
            (name, group, color, points) ->
                new ImportedClass(name, group, "", color, points, edges(points.size())))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .uniqueElements(ImportedClass::name);
  }

  private static List<ImportedClass.Edge> edges(int points) {
    return points < 2 ? List.of() : List.of(new ImportedClass.Edge(0, points - 1));
  }

  private static Arbitrary<List<AnnotatedSample>> samples(int classes) {
    return Combinators.combine(
            paths(),
            Arbitraries.of("train", "val", "test", "held out").injectNull(0.3),
            Arbitraries.of(true, false),
            annotations(classes))
        .as(AnySet::sample)
        .list()
        .ofMaxSize(5)
        .uniqueElements(AnnotatedSample::path);
  }

  private static AnnotatedSample sample(
      String path, @Nullable String split, boolean isKnown, List<WrittenAnnotation> annotations) {
    Set<String> seen = new HashSet<>();
    return new AnnotatedSample(
        path,
        split,
        isKnown ? AnyGeometry.WIDTH : 0,
        isKnown ? AnyGeometry.HEIGHT : 0,
        annotations.stream()
            .filter(a -> seen.add(a.labelClass() + a.geometry().json() + a.box()))
            .toList());
  }

  private static Arbitrary<String> paths() {
    Arbitrary<String> names =
        Arbitraries.strings()
            .withChars("ab1é日 ,'()-.")
            .ofMinLength(1)
            .ofMaxLength(4)
            .map(String::strip)
            .filter(name -> !name.isEmpty() && !name.startsWith("."));
    return Combinators.combine(
            Arbitraries.of("", "images/", "train/", "ü 日/b/"),
            names,
            Arbitraries.of(".jpg", ".png", ".JPEG"))
        .as((folder, name, end) -> folder + name + end);
  }

  private static Arbitrary<List<WrittenAnnotation>> annotations(int classes) {
    return Arbitraries.of(AnnotationType.values())
        .flatMap(AnyGeometry::of)
        .flatMap(geometry -> annotation(geometry, classes))
        .list()
        .ofMaxSize(4);
  }

  private static Arbitrary<WrittenAnnotation> annotation(Geometry geometry, int classes) {
    boolean isCaption = geometry.type() == AnnotationType.CAPTION;
    boolean hasOwnBox = geometry instanceof Bbox || geometry instanceof Label || isCaption;
    Arbitrary<Box> around = Arbitraries.just(geometry.box().orElse(null));
    return Combinators.combine(
            Arbitraries.integers().between(isCaption ? -1 : 0, classes - 1),
            hasOwnBox ? around : Arbitraries.oneOf(around, AnyGeometry.boxes()),
            attributes(),
            Arbitraries.integers().between(0, 7).map(n -> n / 7.0).injectNull(0.5),
            Arbitraries.of(true, false),
            Arbitraries.of("17", "x-1").injectNull(0.5))
        .as(
            (place, box, attributes, score, isCrowd, id) ->
                new WrittenAnnotation(place, geometry, box, attributes, score, isCrowd, id));
  }

  private static Arbitrary<String> attributes() {
    return Arbitraries.of(
        Stream.of(
                "{}",
                "{'occluded':true}",
                "{'group_id':3,'description':'über 日','flags':{'x':false},'n':1.25,'l':[1,{}]}",
                "{'group_id':'x','flags':{},'description':'','label':'l','type':null}",
                "{'group_id':-4,'points':[[1,2]],'class_id':9}")
            .map(json -> json.replace('\'', '"'))
            .toList());
  }
}
