package io.granary.formats.archives;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.domain.Issue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No name leads out of its folder, in whatever it is written; each is refused with its reason. */
final class SlipTest {
  private static final byte[] GOOD = Reading.bytes("good");
  private static final byte[] BAD = Reading.bytes("bad");
  private static final String LEAVES = "the path leaves its folder";
  private static final String ABSOLUTE = "the path is absolute";
  private static final String DRIVE = "the path names a drive";
  private static final String CONTROL = "the name has control characters";

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("../x.jpg", LEAVES),
          Map.entry("../../../../etc/passwd", LEAVES),
          Map.entry("a/../../x.jpg", LEAVES),
          Map.entry("a/../x.jpg", LEAVES),
          Map.entry("./../x.jpg", LEAVES),
          Map.entry("a//../x.jpg", LEAVES),
          Map.entry("a/..", LEAVES),
          Map.entry("..\\x.jpg", LEAVES),
          Map.entry("a\\..\\..\\x.jpg", LEAVES),
          Map.entry("a/.. /x.jpg", LEAVES),
          Map.entry("a/.../x.jpg", LEAVES),
          Map.entry("%2e%2e/x.jpg", LEAVES),
          Map.entry("%2E%2E%2Fx.jpg", LEAVES),
          Map.entry("..%5cx.jpg", LEAVES),
          Map.entry("%252e%252e/x.jpg", LEAVES),
          Map.entry("%2e%2e/100%.jpg", LEAVES),
          Map.entry("\u2025/x.jpg", LEAVES),
          Map.entry("\uff0e\uff0e/x.jpg", LEAVES),
          Map.entry("\u2024\u2024/x.jpg", LEAVES),
          Map.entry("..\uff0fx.jpg", LEAVES),
          Map.entry("/etc/passwd", ABSOLUTE),
          Map.entry("//server/share/x.jpg", ABSOLUTE),
          Map.entry("\\\\server\\share\\x.jpg", ABSOLUTE),
          Map.entry("\\x.jpg", ABSOLUTE),
          Map.entry("C:\\x.jpg", DRIVE),
          Map.entry("c:x.jpg", DRIVE),
          Map.entry("./C:/x.jpg", DRIVE),
          Map.entry("a\u0000.jpg", CONTROL),
          Map.entry("a\r\nb.jpg", CONTROL),
          Map.entry("a\u001b[2J.jpg", CONTROL),
          Map.entry("a\u0085.jpg", CONTROL),
          Map.entry("x".repeat(4000) + ".jpg", "the name is longer than 1024 bytes"),
          Map.entry("\u65e5".repeat(400) + ".jpg", "the name is longer than 1024 bytes"));

  static List<Arguments> slips() {
    List<Arguments> slips = new ArrayList<>();
    NAMES.forEach(
        (name, reason) -> {
          slips.add(Arguments.of(shown(name), ArchiveKind.ZIP, zip(name), reason));
          slips.add(Arguments.of(shown(name), ArchiveKind.TAR, pax(name), reason));
          if (!name.contains("\u0000")) {
            slips.add(Arguments.of(shown(name) + " GNU", ArchiveKind.TAR, gnu(name), reason));
          }
        });
    return slips;
  }

  private static String shown(String name) {
    return MemberPath.printable(name.length() > 50 ? name.substring(0, 50) + "..." : name);
  }

  private static byte[] zip(String name) {
    var zip = new ZipBytes();
    zip.add("good.txt", GOOD);
    zip.add(name, BAD);
    return zip.bytes();
  }

  private static byte[] pax(String name) {
    return new TarBytes(TarBytes.Form.USTAR)
        .add("good.txt", GOOD)
        .pax('x', "path=" + name)
        .add("short", BAD)
        .bytes();
  }

  private static byte[] gnu(String name) {
    return new TarBytes(TarBytes.Form.GNU)
        .add("good.txt", GOOD)
        .longName(name)
        .add("short", BAD)
        .bytes();
  }

  @ParameterizedTest(name = "{1} {0}")
  @MethodSource("slips")
  void aNameThatLeadsOutIsRefusedWithItsReason(
      String shown, ArchiveKind kind, byte[] archive, String reason) throws IOException {
    Reading reading = Reading.of(kind, archive);

    assertThat(reading.files()).isEqualTo(Map.of("good.txt", Reading.digest(GOOD)));
    assertThat(reading.planned()).containsExactly("good.txt");
    assertThat(reading.said()).containsExactly("ENTRY_UNSAFE_NAME 1");
    Issue.Example example = reading.issues().issues(0).getFirst().examples().getFirst();
    assertThat(example.detail()).isEqualTo(reason);
    assertThat(example.path()).doesNotContainPattern("\\p{Cntrl}");
  }

  @ParameterizedTest
  @EnumSource(names = {"ZIP", "TAR"})
  void linksAndDevicesAreNotFollowed(ArchiveKind kind) throws IOException {
    byte[] archive;
    if (kind == ArchiveKind.ZIP) {
      var zip = new ZipBytes();
      zip.add("good.txt", GOOD);
      zip.add("link", Reading.bytes("/etc/passwd")).unix(0120777);
      zip.add("pipe", BAD).unix(0010644);
      zip.add("device", BAD).unix(0020644);
      archive = zip.bytes();
    } else {
      archive =
          new TarBytes(TarBytes.Form.USTAR)
              .add("good.txt", GOOD)
              .add("link", '2')
              .add("hard", '1')
              .add("device", '3')
              .bytes();
    }

    Reading reading = Reading.of(kind, archive);

    assertThat(reading.files()).containsOnlyKeys("good.txt");
    assertThat(reading.said()).containsExactly("ENTRY_UNSUPPORTED 3");
  }

  @ParameterizedTest
  @EnumSource(names = {"ZIP", "TAR"})
  void namesThatDifferInCaseAreTwoAndInFormOne(ArchiveKind kind) throws IOException {
    String[] names = {"Caf\u00e9.txt", "caf\u00e9.txt", "Cafe\u0301.txt", ".//Caf\u00e9.txt"};
    var zip = new ZipBytes();
    var tar = new TarBytes(TarBytes.Form.USTAR);
    for (String name : names) {
      zip.add(name, GOOD);
      tar.add(name, GOOD);
    }

    Reading reading = Reading.of(kind, kind == ArchiveKind.ZIP ? zip.bytes() : tar.bytes());

    assertThat(reading.files()).containsOnlyKeys("Caf\u00e9.txt", "caf\u00e9.txt");
    assertThat(reading.said()).containsExactly("ENTRY_DUPLICATE 2");
  }

  /** What another reader takes for the name is not what this one does. */
  @Test
  void theNameOfTheDirectoryCountsAndNotThatOfTheLocalHeader() throws IOException {
    byte[] zip = zip("safe.txt");
    String text = new String(zip, StandardCharsets.ISO_8859_1);
    int local = text.indexOf("safe.txt");
    byte[] other = "../x.txt".getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(other, 0, zip, local, other.length);
    assertThat(Reading.of(ArchiveKind.ZIP, zip).files()).containsOnlyKeys("good.txt", "safe.txt");

    byte[] second = zip("safe.txt");
    System.arraycopy(other, 0, second, text.lastIndexOf("safe.txt"), other.length);
    Reading reading = Reading.of(ArchiveKind.ZIP, second);
    assertThat(reading.files()).containsOnlyKeys("good.txt");
    assertThat(reading.said()).containsExactly("ENTRY_UNSAFE_NAME 1");
  }

  @Test
  void namesThatOnlyLookDangerousAreKept() throws IOException {
    List<String> names =
        List.of("a..b.txt", "100%.txt", "..hidden/a.txt", "x/%41.txt", "a b/c+d.txt", "....jpg");
    var zip = new ZipBytes();
    names.forEach(name -> zip.add(name, GOOD));

    Reading reading = Reading.of(ArchiveKind.ZIP, zip.bytes());

    assertThat(reading.planned()).containsExactlyElementsOf(names);
    assertThat(reading.said()).isEmpty();
  }
}
