package io.granary.formats.archives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same files packed in any way give the same paths and contents, and nothing else. */
final class ToleranceTest {
  private static final byte[] JUNK = {1, 2, 3};
  private static final List<Arguments> CASES = new ArrayList<>();

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void theSameFilesPackedInAnyWayComeOutTheSame(String way, ArchiveKind kind, byte[] archive)
      throws IOException {
    Reading reading = Reading.of(kind, archive);

    assertThat(reading.files()).isEqualTo(SampleSet.digests());
    assertThat(reading.planned()).containsExactlyInAnyOrderElementsOf(SampleSet.FILES.keySet());
    assertThat(reading.said()).isEmpty();
  }

  static List<Arguments> ways() {
    CASES.clear();
    zipRecords();
    zipWholes();
    names();
    tars();
    return CASES;
  }

  private static void zip(String way, UnaryOperator<String> name, Consumer<ZipEntryBytes> odd) {
    zip(way, name, odd, _ -> {});
  }

  private static void zip(
      String way,
      UnaryOperator<String> name,
      Consumer<ZipEntryBytes> odd,
      Consumer<ZipBytes> whole) {
    var zip = new ZipBytes();
    SampleSet.FILES.forEach((path, content) -> odd.accept(zip.add(name.apply(path), content)));
    whole.accept(zip);
    CASES.add(Arguments.of("ZIP, " + way, ArchiveKind.ZIP, zip.bytes()));
  }

  private static void zipRecords() {
    UnaryOperator<String> same = UnaryOperator.identity();
    zip("deflated", same, _ -> {});
    zip("stored", same, ZipEntryBytes::stored);
    zip("data descriptors", same, ZipEntryBytes::descriptor);
    zip("stored with data descriptors", same, e -> e.stored().descriptor());
    zip("ZIP64 records", same, ZipEntryBytes::zip64);
    zip("ZIP64 with data descriptors", same, e -> e.zip64().descriptor());
    zip("made on Unix", same, e -> e.unix(0100644));
    zip("made on a Mac", same, e -> e.unix(0100600).madeBy = 19 << 8 | 20);
    zip("UTF-8 that is not said", same, e -> e.flags = 0);
    zip("code page 437", same, e -> inCp437(e, false));
    zip("code page 437 that says UTF-8", same, e -> inCp437(e, true));
    zip(
        "Info-ZIP's Unicode field",
        same,
        e -> {
          String real = new String(e.name, StandardCharsets.UTF_8);
          e.flags = 0;
          e.name = real.replaceAll("[^ -~]", "?").getBytes(StandardCharsets.US_ASCII);
          e.unicode(real);
        });
  }

  private static void inCp437(ZipEntryBytes entry, boolean saysUtf8) {
    entry.name = new String(entry.name, StandardCharsets.UTF_8).getBytes(ZipBytes.CP437);
    entry.flags = saysUtf8 ? 1 << 11 : 0;
  }

  private static void zipWholes() {
    whole("ZIP64 end", ZipBytes::zip64End);
    whole("comment", z -> z.comment(Reading.bytes("made by hand")));
    whole("the longest comment", z -> z.comment(new byte[0xFFFF]));
    whole("the longest comment and ZIP64 end", z -> z.comment(new byte[0xFFFF]).zip64End());
    whole(
        "a comment with an end record in it",
        z -> z.comment(Arrays.copyOf(ZipBytes.end(false, 0, 0, 0, JUNK), 40)));
    whole("bytes before it", z -> z.prefix(new byte[70_000]));
    whole("bytes before it and ZIP64 end", z -> z.prefix(new byte[70_000]).zip64End());
    whole(
        "empty folders",
        z -> {
          z.add("train/none/", new byte[0]).stored();
          z.add("else/", new byte[0]).unix(040755);
          z.add("windows\\", new byte[0]).stored();
          z.add("attribute", new byte[0]).attributes = 0x10;
          z.add("./", new byte[0]).stored();
        });
    whole("junk", z -> junk((name, content) -> z.add(name, content)));
  }

  private static void whole(String way, Consumer<ZipBytes> whole) {
    zip(way, UnaryOperator.identity(), _ -> {}, whole);
  }

  private static void junk(BiConsumer<String, byte[]> add) {
    for (String name :
        List.of(
            "__MACOSX/train/cats/._Caf\u00e9 01.jpg",
            "__macosx/._x",
            ".DS_Store",
            "train/.ds_store",
            "Thumbs.db",
            "train/cats/THUMBS.DB",
            "desktop.ini",
            "labels/Desktop.INI",
            "labels/._a b.txt",
            ".git/config")) {
      add.accept(name, JUNK);
    }
  }

  /** What may be said of a name in both kinds. */
  private static void names() {
    naming("a top folder", path -> "my set/" + path);
    naming("many top folders", path -> "a/b/c/d/e/f/" + path);
    naming("a dot in front", path -> "./" + path);
    naming("a dot and a top folder", path -> "./my set/" + path);
    naming("doubled slashes", path -> path.replace("/", "//"));
    naming("dots as folders", path -> path.replace("/", "/./"));
    naming("backslashes", path -> path.replace('/', '\\'));
    naming("backslashes and a top folder", path -> "my set\\" + path.replace('/', '\\'));
    naming("decomposed", path -> Normalizer.normalize(path, Normalizer.Form.NFD));
    naming("composed", path -> Normalizer.normalize(path, Normalizer.Form.NFC));
  }

  private static void naming(String way, UnaryOperator<String> name) {
    zip(way, name, _ -> {});
    zip(
        way + " and junk beside it",
        name,
        _ -> {},
        z -> {
          junk((junk, content) -> z.add(junk, content));
          z.add("else/", new byte[0]).stored();
        });
    tar(
        TarBytes.Form.USTAR,
        way,
        name,
        t -> {
          junk((junk, content) -> t.add(junk, content));
          t.add("else/", '5');
        });
  }

  private static void tars() {
    UnaryOperator<String> same = UnaryOperator.identity();
    for (TarBytes.Form form : TarBytes.Form.values()) {
      tar(form, form.name(), same, _ -> {});
      tar(form, form + " in folders", path -> "top/" + path, t -> t.add("top/train/", '5'));
    }
    String deep = "f".repeat(80) + "/" + "g".repeat(80) + "/";
    tar(TarBytes.Form.USTAR, "long top folders", path -> deep + path, _ -> {});
    var gnu = new TarBytes(TarBytes.Form.GNU);
    SampleSet.FILES.forEach((path, content) -> gnu.longName(deep + path).add("cut", content));
    streams("GNU's long names", gnu.bytes());
    var pax = new TarBytes(TarBytes.Form.USTAR).pax('g', "comment=x");
    SampleSet.FILES.forEach(
        (path, content) ->
            pax.pax('x', "path=" + deep + path, "mtime=1.25", "size=" + content.length)
                .add(Reading.bytes("cut"), '0', 0, content));
    streams("pax", pax.bytes());
  }

  private static void tar(
      TarBytes.Form form, String way, UnaryOperator<String> name, Consumer<TarBytes> more) {
    var tar = new TarBytes(form);
    SampleSet.FILES.forEach((path, content) -> tar.add(name.apply(path), content));
    more.accept(tar);
    streams(way, tar.bytes());
  }

  private static void streams(String way, byte[] tar) {
    for (ArchiveKind kind : List.of(ArchiveKind.TAR, ArchiveKind.TAR_GZ, ArchiveKind.TAR_ZST)) {
      CASES.add(Arguments.of(kind + ", " + way, kind, TarBytes.as(kind, tar)));
    }
  }
}
