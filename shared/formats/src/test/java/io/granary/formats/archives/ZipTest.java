package io.granary.formats.archives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.domain.GranaryException;
import io.granary.domain.IssueCode;
import io.granary.domain.IssueLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

final class ZipTest {
  private static final ArchiveLimits LIMITS = ArchiveLimits.standard();

  private static Map<String, String> read(byte[] zip) throws IOException {
    return Reading.of(ArchiveKind.ZIP, zip).files();
  }

  private static String content(String name) {
    return Reading.digest(Reading.bytes("content of " + name));
  }

  private static byte[] zip(Charset names, String... files) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out, names)) {
      for (String file : files) {
        zip.putNextEntry(new ZipEntry(file));
        zip.write(("content of " + file).getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
      }
    }
    return out.toByteArray();
  }

  @Test
  void everyFileComesOutWithItsContent() throws IOException {
    assertThat(read(zip(StandardCharsets.UTF_8, "images/a.jpg", "b.txt", "empty/")))
        .containsExactly(
            Map.entry("b.txt", content("b.txt")),
            Map.entry("images/a.jpg", content("images/a.jpg")));
  }

  @Test
  void foldersThatAllFilesShareAreLeftOutUnlessTheyMeanSomething() throws IOException {
    assertThat(read(zip(StandardCharsets.UTF_8, "set/v1/cats/a.jpg", "set/v1/dogs/b.jpg")))
        .containsOnlyKeys("cats/a.jpg", "dogs/b.jpg");
    assertThat(read(zip(StandardCharsets.UTF_8, "set/train/a.jpg", "set/train/b.jpg")))
        .containsOnlyKeys("train/a.jpg", "train/b.jpg");
  }

  @Test
  void namesAreReadInTheirEncoding() throws IOException {
    assertThat(read(zip(StandardCharsets.UTF_8, "\u65e5\u672c.txt", "b")))
        .containsKey("\u65e5\u672c.txt");
    assertThat(read(zip(Charset.forName("IBM437"), "caf\u00e9.txt", "b")))
        .containsKey("caf\u00e9.txt");
  }

  @Test
  void aNameThatComesAgainIsLeftOut() throws IOException {
    byte[] zip = zip(StandardCharsets.UTF_8, "a.txt", "b.txt");
    // Both names of the second entry, in its header and in the directory, become the first's.
    for (int i = 0; i + 5 <= zip.length; i++) {
      if (new String(zip, i, 5, StandardCharsets.US_ASCII).equals("b.txt")
          && !new String(zip, i - 3, 3, StandardCharsets.US_ASCII).equals("of ")) {
        zip[i] = 'a';
      }
    }

    Reading reading = Reading.of(ArchiveKind.ZIP, zip);
    assertThat(reading.files()).containsExactly(Map.entry("a.txt", content("a.txt")));
    assertThat(reading.count(IssueCode.ENTRY_DUPLICATE)).isEqualTo(1);
  }

  @Test
  void aPlanReadsNoContent() throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(out)) {
      zip.setLevel(0);
      for (int i = 0; i < 5000; i++) {
        zip.putNextEntry(new ZipEntry("f/%04d.bin".formatted(i)));
        zip.write(new byte[10_000]);
        zip.closeEntry();
      }
    }
    var reader = new Memory(out.toByteArray());

    ArchivePlan plan =
        Archives.plan(ArchiveKind.ZIP, reader, LIMITS, new IssueLog(), () -> false, (_, _) -> {});

    assertThat(plan.parts()).hasSizeBetween(2, 5);
    assertThat(plan.parts().stream().mapToInt(ArchivePart::members).sum()).isEqualTo(5000);
    assertThat(reader.asked()).isLessThan(reader.size() / 10);
    assertThat(reader.requests()).isEqualTo(3);
  }

  /** Whatever is changed in a good archive, it is read, or refused as what it is. */
  @Property(tries = 2000)
  void damageOfAnyKindIsAStatedError(
      @ForAll @IntRange(max = 400) int place, @ForAll @IntRange(min = 1, max = 255) int change)
      throws IOException {
    byte[] zip = zip(StandardCharsets.UTF_8, "a.txt", "sub/b.txt");
    zip[place % zip.length] ^= (byte) change;
    List<String> outcome = new ArrayList<>();
    try {
      outcome.addAll(read(zip).keySet());
    } catch (GranaryException e) {
      outcome.add(e.code().name());
    } catch (EntryCorruptException | ArchiveBombException e) {
      outcome.add(e.getMessage());
    }

    assertThat(outcome).allMatch(text -> !text.isEmpty());
  }

  @Test
  void aSliceThatIsNotAsPlannedIsACorruptEntry() throws IOException {
    byte[] zip = zip(StandardCharsets.UTF_8, "a.txt", "b.txt", "c.txt");
    ArchivePart good = Reading.of(ArchiveKind.ZIP, zip).plan().parts().getFirst();
    for (long shift = -good.offset() - 5; shift <= zip.length; shift++) {
      if (shift != 0) {
        var part =
            new ArchivePart(0, good.offset() + shift, good.length(), good.members(), 0, List.of());
        assertThatThrownBy(() -> read(zip, part)).isInstanceOf(IOException.class);
      }
    }
    for (long length = 0; length < zip.length; length++) {
      if (length != good.length()) {
        var part = new ArchivePart(0, good.offset(), length, good.members(), 0, List.of());
        assertThatThrownBy(() -> read(zip, part)).isInstanceOf(IOException.class);
      }
    }
  }

  private static void read(byte[] zip, ArchivePart part) throws IOException {
    Archives.read(ArchiveKind.ZIP, new Memory(zip), part, "some/root/", LIMITS, 0, new Counted());
  }

  @Test
  void aPartGoesOnWhereItStoppedAlsoAfterMembersThatCannotBeFound() throws IOException {
    byte[] zip = zip(StandardCharsets.UTF_8, "a.txt", "b.txt", "c.txt", "d.txt");
    ArchivePart part = Reading.of(ArchiveKind.ZIP, zip).plan().parts().getFirst();
    zip[0] = 'X';
    var visitor = new Counted();
    for (int done = 0; done < part.members(); done++) {
      assertThat(Archives.read(ArchiveKind.ZIP, new Memory(zip), part, "", LIMITS, done, visitor))
          .isEqualTo(done + 1);
    }
    assertThat(visitor.paths).containsExactly("corrupt a.txt", "b.txt", "c.txt", "d.txt");
    assertThat(Archives.read(ArchiveKind.ZIP, new Memory(zip), part, "", LIMITS, 4, visitor))
        .isEqualTo(4);
  }

  /** Takes one member. */
  private static final class Counted implements MemberVisitor {
    private final List<String> paths = new ArrayList<>();

    @Override
    public boolean member(String path, long size, InputStream content) {
      paths.add(path);
      return false;
    }

    @Override
    public boolean corrupt(String path, String reason) {
      paths.add("corrupt " + path);
      return false;
    }
  }
}
