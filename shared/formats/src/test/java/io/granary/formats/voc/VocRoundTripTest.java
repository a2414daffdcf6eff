package io.granary.formats.voc;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.Box;
import io.granary.formats.annotations.AnnotatedSample;
import io.granary.formats.annotations.Attributes;
import io.granary.formats.annotations.Imported;
import io.granary.formats.annotations.ImportedClass;
import io.granary.formats.annotations.MemoryFiles;
import io.granary.formats.annotations.MemorySet;
import io.granary.formats.annotations.Receipt;
import io.granary.formats.annotations.WriteOptions;
import io.granary.formats.annotations.WrittenAnnotation;
import io.granary.formats.geometry.Bbox;
import java.io.IOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is written is read back the same. */
final class VocRoundTripTest {
  private static final String[] WORDS = {
    "cat", "a b", "#1", "\"q\"", "a,b", "x:y", "貓", "кот", "é", "🦆", "1", "a 1", "-", "it's",
    "<&>", "a.b"
  };
  private static final String[] TEXTS = {
    "",
    "x",
    " x ",
    "12",
    "true",
    "0003",
    "{\"a\":[1]}",
    "\"",
    "line\nbreak",
    "\r\t",
    "\u0001",
    "null",
    "[",
    "-1e5x"
  };
  private static final String[] SPLITS = {"train", "val", "test", "my_split", "a b"};

  private final VocWriter writer = new VocWriter();

  @Property(tries = 150)
  void readingGivesWhatWasWritten(@ForAll long seed) throws IOException {
    MemorySet set = set(new Random(seed));
    var files = new MemoryFiles();

    Receipt receipt = writer.write(set, files, new WriteOptions(WriteOptions.Ids.KEPT));

    assertThat(receipt.samples()).isEqualTo(set.samples().size());
    assertThat(receipt.in()).isEqualTo(receipt.out());
    assertThat(receipt.dropped()).isEmpty();
    Imported imported = Imported.read(new VocFormat(), files, set.index(writer));
    assertThat(imported.issues()).isEmpty();
    MemorySet read = MemorySet.of(imported);
    assertThat(lines(read)).isEqualTo(lines(moved(set)));
    Set<String> unlisted = new LinkedHashSet<>();
    set.classes().stream()
        .map(ImportedClass::name)
        .filter(n -> !Labelmap.canHold(n))
        .forEach(unlisted::add);
    assertThat(read.classes())
        .containsSubsequence(
            set.classes().stream().filter(c -> !unlisted.contains(c.name())).toList());
  }

  private MemorySet moved(MemorySet set) {
    return new MemorySet(
        set.classes(),
        set.samples().stream()
            .map(
                s ->
                    new AnnotatedSample(
                        writer.imagePath(s), s.split(), s.width(), s.height(), s.annotations()))
            .sorted(Comparator.comparing(AnnotatedSample::path))
            .toList());
  }

  private static List<String> lines(MemorySet set) {
    List<String> lines = new ArrayList<>();
    for (AnnotatedSample sample : set.samples()) {
      lines.add("%s %s".formatted(sample.path(), sample.split()));
      for (WrittenAnnotation a : sample.annotations()) {
        lines.add(
            "  %s %s %s %s %s %s %s"
                .formatted(
                    set.classes().get(a.labelClass()).name(),
                    a.geometry().json(),
                    a.box(),
                    a.attributes(),
                    a.score(),
                    a.isCrowd(),
                    a.sourceId()));
      }
    }
    return lines;
  }

  private static MemorySet set(Random random) {
    Map<String, ImportedClass> classes = new LinkedHashMap<>();
    for (int i = 0; i < 4; i++) {
      String color = random.nextBoolean() ? "#%06x".formatted(random.nextInt(1 << 24)) : null;
      String name = word(random);
      classes.put(name, new ImportedClass(name, null, "", color, List.of(), List.of()));
    }
    Map<String, AnnotatedSample> samples = new LinkedHashMap<>();
    int count = random.nextInt(8);
    for (int i = 0; i <= count; i++) {
      AnnotatedSample sample = sample(random, classes.size());
      if (!samples.containsKey(VocNames.image(sample))) {
        samples.put(VocNames.image(sample), sample);
      }
    }
    return new MemorySet(
        List.copyOf(classes.values()),
        samples.values().stream().sorted(Comparator.comparing(AnnotatedSample::path)).toList());
  }

  private static AnnotatedSample sample(Random random, int classes) {
    String folder =
        random.nextInt(3) == 0 ? "JPEGImages/" : random.nextBoolean() ? word(random) + "/" : "";
    String name =
        word(random) + (random.nextInt(9) == 0 ? "" : random.nextBoolean() ? ".jpg" : ".png");
    String split = random.nextInt(4) == 0 ? null : SPLITS[random.nextInt(SPLITS.length)];
    List<WrittenAnnotation> annotations = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      annotations.add(annotation(random, random.nextInt(classes), i));
    }
    return new AnnotatedSample(
        Normalizer.normalize(folder + name, Normalizer.Form.NFC), split, 640, 480, annotations);
  }

  private static WrittenAnnotation annotation(Random random, int labelClass, int id) {
    var box =
        new Box(
            random.nextDouble() * 600,
            random.nextInt(400),
            random.nextDouble() * 40,
            random.nextInt(1, 80));
    var attributes = new Attributes();
    if (random.nextBoolean()) {
      attributes.put("pose", "Left").put("truncated", random.nextBoolean());
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      attributes.put(word(random) + i, TEXTS[random.nextInt(TEXTS.length)]);
      attributes.put("n" + i, random.nextGaussian());
    }
    return new WrittenAnnotation(
        labelClass,
        new Bbox(box),
        box,
        attributes.json(),
        random.nextBoolean() ? random.nextDouble() : null,
        random.nextBoolean(),
        random.nextBoolean() ? word(random) + id : null);
  }

  private static String word(Random random) {
    String word = WORDS[random.nextInt(WORDS.length)];
    return random.nextInt(3) == 0 ? word + WORDS[random.nextInt(WORDS.length)] : word;
  }
}
