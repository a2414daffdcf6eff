package io.granary.formats.archives;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** Whatever files there are, they come out as they went in. */
final class RoundTripTest {
  @Provide
  Arbitrary<List<String>> paths() {
    Arbitrary<String> component =
        Arbitraries.strings().withChars("ab.\u00e9\u65e5 %~").ofMinLength(1).ofMaxLength(6);
    return component
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(parts -> String.join("/", parts))
        .list()
        .ofMaxSize(20);
  }

  @Property(tries = 300)
  void filesComeOutAsTheyWentInHoweverOftenTheReadingStops(
      @ForAll("paths") List<String> paths,
      @ForAll ArchiveKind kind,
      @ForAll @IntRange(min = 1, max = 5) int most)
      throws IOException {
    Map<String, String> expected = new TreeMap<>();
    var zip = new ZipBytes();
    var tar = new TarBytes(TarBytes.Form.GNU);
    for (String path : paths) {
      byte[] content = Reading.bytes(path.repeat(path.length() * 40));
      zip.add(path, content);
      tar.longName(path).add("cut", content);
      MemberPath member = MemberPath.of(path);
      if (member.kind() == MemberPath.Kind.SAFE && !MemberPath.isFolder(path)) {
        expected.putIfAbsent(member.path(), Reading.digest(content));
      }
    }
    byte[] archive = kind == ArchiveKind.ZIP ? zip.bytes() : TarBytes.as(kind, tar.bytes());

    Reading reading = Reading.of(kind, archive);

    Map<String, String> files = new TreeMap<>();
    reading.files().forEach((path, digest) -> files.put(reading.plan().root() + path, digest));
    assertThat(files).isEqualTo(expected);
    assertThat(stopping(kind, archive, reading.plan(), most))
        .containsExactlyElementsOf(reading.planned());
  }

  private static List<String> stopping(ArchiveKind kind, byte[] archive, ArchivePlan plan, int most)
      throws IOException {
    List<String> read = new ArrayList<>();
    for (ArchivePart part : plan.parts()) {
      for (int done = 0; done < part.members(); ) {
        int before = read.size();
        done =
            Archives.read(
                kind,
                new Memory(archive),
                part,
                plan.root(),
                ArchiveLimits.standard(),
                done,
                new MemberVisitor() {
                  @Override
                  public boolean member(String path, long size, InputStream content) {
                    read.add(path);
                    return read.size() < before + most;
                  }

                  @Override
                  public boolean corrupt(String path, String reason) {
                    throw new AssertionError(reason);
                  }
                });
      }
    }
    return read;
  }
}
