package io.granary.simulator;

import io.granary.simulator.Expected.Content;
import io.granary.simulator.Expected.Either;
import io.granary.simulator.Expected.Failed;
import io.granary.simulator.Expected.Grown;
import io.granary.simulator.Expected.Ignored;
import io.granary.simulator.Expected.Ready;
import io.granary.simulator.Expected.Refused;
import io.granary.simulator.Scenario.Deed;
import io.granary.simulator.Scenario.Drop;
import io.granary.simulator.Scenario.Write;
import io.granary.testing.SampleImages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Makes scenarios by chance. */
final class Scenarios {
  private static final int MOST_DROPS = 4;
  private static final int MOST_PICTURES = 7;
  private static final int WITHIN_MILLIS = 70_000;
  private static final List<String> CLASSES = List.of("cat", "dog", "owl");
  private static final List<byte[]> PICTURES =
      IntStream.range(0, 32).mapToObj(seed -> SampleImages.png(8, 8, seed)).toList();

  private final Choices choices;
  private int made;

  private Scenarios(Choices choices) {
    this.choices = choices;
  }

  /** The scenario of a seed. */
  static Scenario of(long seed) {
    return new Scenarios(new Choices(~seed)).make();
  }

  /** One archive with something of everything, in several parts. */
  static Scenario one() {
    var archive = new Archive("export 7/");
    for (int i = 0; i < 4; i++) {
      String path = "images/%d.png".formatted(i);
      archive.image(path, picture(i)).box(path, CLASSES.get(i % 2), 0);
    }
    archive
        .file("notes.csv", "a,b\n1,2\n")
        .cutImage("images/cut.png", picture(1))
        .damagedImage("images/damaged.png", picture(2))
        .climbing(picture(3))
        .junk();
    byte[] bytes = archive.bytes();
    return Scenario.of(
        List.of(Drop.once("drop/ada/all.zip", Duration.ZERO, bytes, new Ready(archive.content()))));
  }

  /** A picture of few bytes. */
  static byte[] picture(int number) {
    return PICTURES.get(number % PICTURES.size());
  }

  private Scenario make() {
    List<Drop> drops = new ArrayList<>();
    int count = choices.between(1, MOST_DROPS);
    for (int i = 0; i < count; i++) {
      drops.add(drop());
    }
    List<String> strays = new ArrayList<>();
    if (choices.oneIn(3)) {
      strays.add("no JSON");
    }
    List<Deed> deeds = new ArrayList<>();
    Drop first = drops.getFirst();
    if (choices.oneIn(3) && first.expected() instanceof Ready) {
      deeds.add(new Deed(soon(), first));
    }
    return new Scenario(drops, strays, deeds);
  }

  private Drop drop() {
    String user = choices.of(Scenario.USERS);
    String key = "drop/%s/set %d.zip".formatted(user, ++made);
    return switch (choices.below(17)) {
      case 0 -> once(key, cut(), new Failed("ARCHIVE_CORRUPT"));
      case 1 -> once(key, notes(), new Failed("NO_SAMPLES_FOUND"));
      case 2 -> once(key, cutPictures(), new Failed("NO_SAMPLES_FOUND"));
      case 3 -> once(key, Bombs.declared(), new Failed("ARCHIVE_BOMB"));
      case 4 -> once(key, Bombs.lying(), new Failed("ARCHIVE_BOMB"));
      case 5 -> once("drop/nobody/set %d.zip".formatted(made), cut(), new Refused("UNKNOWN_USER"));
      case 6 ->
          once(
              "drop/%s/%s.zip".formatted(user, Scenario.TAKEN),
              cut(),
              new Refused("DATASET_NAME_TAKEN"));
      case 7 -> once("drop/%s/notes.xyz".formatted(user), cut(), new Ignored());
      case 8 -> twice(key);
      case 9 -> tar("drop/%s/set %d.tar".formatted(user, made), false);
      case 10 -> tar("drop/%s/set %d.tar.gz".formatted(user, made), true);
      case 11, 12 -> folder("drop/%s/set %d".formatted(user, made));
      default -> full(key);
    };
  }

  private Drop once(String key, byte[] bytes, Expected expected) {
    return Drop.once(key, soon(), bytes, expected);
  }

  private Drop full(String key) {
    Archive archive = archive();
    byte[] bytes = archive.bytes();
    return once(key, bytes, new Ready(archive.content()));
  }

  private Drop tar(String key, boolean isZipped) {
    var archive = new Archive("");
    pictures(archive, 0).forEach(path -> boxes(archive, path));
    archive.cutImage("images/cut.png", picture(1)).junk();
    archive.bytes();
    byte[] bytes = isZipped ? Tar.zipped(archive.entries()) : Tar.of(archive.entries());
    return once(key, bytes, new Ready(archive.content()));
  }

  /** A folder whose files come before its mark; now and then more of both come later. */
  private Drop folder(String key) {
    var content = new Archive("");
    List<Write> writes = new ArrayList<>();
    int marks = choices.between(1, 2);
    Duration mark = Duration.ZERO;
    for (int i = 1; i <= marks; i++) {
      Duration from = mark;
      int before = content.entries().size();
      pictures(content, before);
      mark = from.plus(soon());
      for (Map.Entry<String, byte[]> file :
          List.copyOf(content.entries().entrySet()).subList(before, content.entries().size())) {
        Duration at = from.plusMillis(choices.below((int) mark.minus(from).toMillis() + 1));
        writes.add(new Write(at, key + "/" + file.getKey(), file.getValue()));
      }
      writes.add(new Write(mark, key + "/_SUCCESS", new byte[0]));
    }
    return new Drop(
        key, writes, marks == 1 ? new Ready(content.content()) : new Grown(content.content()));
  }

  private Drop twice(String key) {
    Archive first = archive();
    Archive second = archive();
    byte[] a = first.bytes();
    byte[] b = second.bytes();
    Set<Content> contents = Set.copyOf(Arrays.asList(first.content(), second.content()));
    return new Drop(
        key, List.of(new Write(soon(), key, a), new Write(soon(), key, b)), new Either(contents));
  }

  private Duration soon() {
    return Duration.ofMillis(choices.below(WITHIN_MILLIS));
  }

  private Archive archive() {
    var archive = new Archive(choices.oneIn(2) ? "export 7/" : "");
    pictures(archive, 0).forEach(path -> boxes(archive, path));
    if (choices.oneIn(2)) {
      archive.file("notes.csv", "a,b\n1,2\n");
    }
    if (choices.oneIn(3)) {
      archive.cutImage("images/cut.png", picture(1));
    }
    if (choices.oneIn(3)) {
      archive.damagedImage("images/damaged.png", picture(2));
    }
    if (choices.oneIn(3)) {
      archive.climbing(picture(3));
    }
    if (choices.oneIn(2)) {
      archive.junk();
    }
    return archive;
  }

  private List<String> pictures(Archive archive, int first) {
    List<String> paths = new ArrayList<>();
    int pictures = choices.between(1, MOST_PICTURES);
    for (int i = first; i < first + pictures; i++) {
      String path = "images/%d.png".formatted(i);
      archive.image(path, picture(choices.below(PICTURES.size())));
      paths.add(path);
    }
    return paths;
  }

  private void boxes(Archive archive, String path) {
    int boxes = choices.below(3);
    for (int place = 0; place < boxes; place++) {
      archive.box(path, choices.of(CLASSES), place);
    }
  }

  private byte[] cut() {
    byte[] whole = archive().bytes();
    return Arrays.copyOf(whole, whole.length - 30);
  }

  private static byte[] notes() {
    return new Archive("").file("a.bin", "neither picture nor text").bytes();
  }

  private static byte[] cutPictures() {
    return new Archive("")
        .cutImage("1.png", picture(1))
        .cutImage("2.png", picture(2))
        .cutImage("3.png", picture(3))
        .cutImage("4.png", picture(4))
        .bytes();
  }
}
