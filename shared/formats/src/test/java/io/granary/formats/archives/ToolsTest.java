package io.granary.formats.archives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The same files packed by the tools that people have. */
final class ToolsTest {
  private static final String PYTHON_ZIP =
      """
      import os, sys, zipfile
      out = open(sys.argv[1], 'wb')
      if sys.argv[2] == 'stream':
          class Out:
              def write(self, b): return out.write(b)
              def flush(self): out.flush()
          target = Out()
      else:
          target = out
      method = zipfile.ZIP_STORED if sys.argv[2] == 'stored' else zipfile.ZIP_DEFLATED
      with zipfile.ZipFile(target, 'w', method) as z:
          for folder, _, names in os.walk('.'):
              for name in sorted(names):
                  path = os.path.join(folder, name)
                  if sys.argv[2] == 'zip64':
                      with z.open(path, 'w', force_zip64=True) as e: e.write(open(path, 'rb').read())
                  else:
                      z.write(path)
      out.close()
      """;
  private static final String PYTHON_TAR =
      """
      import sys, tarfile
      with tarfile.open(sys.argv[1], sys.argv[2], format=getattr(tarfile, sys.argv[3])) as t:
          t.add('.')
      """;

  @TempDir static Path folder;

  /** The files themselves; written by tar, which takes names as bytes whatever the locale is. */
  @BeforeAll
  static void unpack() throws Exception {
    assumeInstalled("tar", "tar");
    var tar = new TarBytes(TarBytes.Form.USTAR);
    SampleSet.FILES.forEach((path, content) -> tar.add("set/" + path, content));
    Files.write(folder.resolve("set.tar"), tar.bytes());
    run(folder, "tar", "-xf", "set.tar");
    Files.createDirectory(folder.resolve("set/nothing here"));
  }

  static List<Arguments> tools() {
    return List.of(
        zip("zip", "zip", "zip -q -r $OUT ."),
        zip("zip, stored", "zip", "zip -q -0 -r $OUT ."),
        zip("zip, with a top folder", "zip", "cd .. && zip -q -r $OUT set"),
        zip("zip, to a pipe", "zip", "zip -q -r - . | cat > $OUT"),
        zip("zip, forced ZIP64", "zip", "zip -q -fz -r $OUT ."),
        zip("jar", "default-jdk-headless", "jar -cMf $OUT ."),
        zip("jar, stored", "default-jdk-headless", "jar -cM0f $OUT ."),
        zip("7z", "7zip", "7z a -bd -tzip $OUT ."),
        zip("7z, stored", "7zip", "7z a -bd -tzip -mx0 $OUT ."),
        zip("bsdtar", "libarchive-tools", "bsdtar --format zip -cf $OUT ."),
        zip("python3, deflated", "python3", "python3 -c \"$GRANARY_ZIP\" $OUT deflated"),
        zip("python3, stored", "python3", "python3 -c \"$GRANARY_ZIP\" $OUT stored"),
        zip("python3, to a stream", "python3", "python3 -c \"$GRANARY_ZIP\" $OUT stream"),
        zip("python3, ZIP64", "python3", "python3 -c \"$GRANARY_ZIP\" $OUT zip64"),
        tar("python3, ustar", "python3", "python3 -c \"$GRANARY_TAR\" $OUT w USTAR_FORMAT"),
        tar("python3, GNU", "python3", "python3 -c \"$GRANARY_TAR\" $OUT w GNU_FORMAT"),
        tar("python3, pax", "python3", "python3 -c \"$GRANARY_TAR\" $OUT w PAX_FORMAT"),
        gz("python3, gz", "python3", "python3 -c \"$GRANARY_TAR\" $OUT w:gz PAX_FORMAT"),
        tar("tar, v7", "tar", "tar --format=v7 -cf $OUT ."),
        tar("tar, ustar", "tar", "tar --format=ustar -cf $OUT ."),
        tar("tar, gnu", "tar", "tar --format=gnu -cf $OUT ."),
        tar("tar, posix", "tar", "tar --format=posix -cf $OUT ."),
        tar("tar, with a top folder", "tar", "tar -C .. -cf $OUT set"),
        tar("7z, tar", "7zip", "7z a -bd -ttar $OUT ."),
        tar("bsdtar, ustar", "libarchive-tools", "bsdtar --format ustar -cf $OUT ."),
        tar("bsdtar, pax", "libarchive-tools", "bsdtar --format pax -cf $OUT ."),
        gz("tar, z", "tar", "tar -czf $OUT ."),
        gz("gzip, best", "gzip", "tar -c . | gzip -9 > $OUT"),
        gz("gzip, in pieces", "gzip", "tar -c . | split -b 50000 --filter=gzip > $OUT"),
        zst("zstd", "zstd", "tar -c . | zstd -q > $OUT"),
        zst("zstd, best", "zstd", "tar -c . | zstd -q -19 > $OUT"),
        zst("zstd, threads", "zstd", "tar -c . | zstd -q -T2 -B512K > $OUT"),
        zst("zstd, no checksum", "zstd", "tar -c . | zstd -q --no-check > $OUT"),
        zst("zstd, in pieces", "zstd", "tar -c . | split -b 50000 --filter='zstd -q' > $OUT"));
  }

  private static Arguments zip(String label, String debianPackage, String command) {
    return Arguments.of("ZIP by " + label, ArchiveKind.ZIP, debianPackage, command);
  }

  private static Arguments tar(String label, String debianPackage, String command) {
    return Arguments.of("TAR by " + label, ArchiveKind.TAR, debianPackage, command);
  }

  private static Arguments gz(String label, String debianPackage, String command) {
    return Arguments.of("TAR.GZ by " + label, ArchiveKind.TAR_GZ, debianPackage, command);
  }

  private static Arguments zst(String label, String debianPackage, String command) {
    return Arguments.of("TAR.ZST by " + label, ArchiveKind.TAR_ZST, debianPackage, command);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tools")
  void whatAToolPacksComesOutTheSame(
      String label, ArchiveKind kind, String debianPackage, String command) throws Exception {
    assumeInstalled(label.split("by ")[1].split(",")[0], debianPackage);
    Path archive = folder.resolve("archive" + Integer.toHexString(label.hashCode()) + ".zip");

    run(folder.resolve("set"), "sh", "-c", command.replace("$OUT", archive.toString()));

    Reading reading = Reading.of(kind, Files.readAllBytes(archive));
    assertThat(reading.files()).isEqualTo(SampleSet.digests());
    assertThat(reading.said()).isEmpty();
  }

  private static void assumeInstalled(String tool, String debianPackage) {
    boolean isThere =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .anyMatch(place -> Files.isExecutable(Path.of(place, tool)));
    assumeTrue(isThere, "%s is not installed (Debian package %s)".formatted(tool, debianPackage));
  }

  private static void run(Path place, String... command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).directory(place.toFile()).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.environment().put("GRANARY_ZIP", PYTHON_ZIP);
    builder.environment().put("GRANARY_TAR", PYTHON_TAR);
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }
}
