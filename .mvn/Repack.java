import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Rewrites a deployable: the entries of its jars are stored, not deflated, so that the zip around
 * them becomes smaller by a third and a start inflates nothing; natives of other platforms than
 * Linux on x86_64 are left out. The same jars give the same bytes.
 */
final class Repack {
  private static final Pattern NATIVE =
      Pattern.compile(".*\\.(so|dll|dylib|jnilib)([._][\\w.-]*)?");
  private static final Pattern FOREIGN =
      Pattern.compile(
          ".*\\.(dll|dylib|jnilib)"
              + "|(.*[/_.-])?(osx|mac|macos|macosx|darwin|win|win32|win64|windows|aarch64|aarch_64"
              + "|arm|arm64|armhf|armv[67]l?|ppc64|ppc64le|s390x|riscv64|loongarch64|i386|i686|x86"
              + "|musl|freebsd|android|ios)([/_.-].*)?");

  public static void main(String[] args) throws IOException {
    Path zip = Path.of(args[0]);
    Map<String, byte[]> entries = new TreeMap<>();
    try (var in = new ZipFile(zip.toFile())) {
      for (var all = in.entries(); all.hasMoreElements(); ) {
        ZipEntry entry = all.nextElement();
        if (!entry.isDirectory()) {
          byte[] content = in.getInputStream(entry).readAllBytes();
          entries.put(entry.getName(), entry.getName().endsWith(".jar") ? jar(content) : content);
        }
      }
    }
    Path draft = zip.resolveSibling(zip.getFileName() + ".draft");
    try (var out = new ZipOutputStream(Files.newOutputStream(draft))) {
      out.setLevel(5);
      for (var entry : entries.entrySet()) {
        var copy = new ZipEntry(entry.getKey());
        copy.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        out.putNextEntry(copy);
        out.write(entry.getValue());
      }
    }
    Files.move(draft, zip, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Its folders stay: the framework looks for what it loads in them. */
  private static byte[] jar(byte[] jar) throws IOException {
    var bytes = new ByteArrayOutputStream(jar.length * 3);
    try (var in = new ZipInputStream(new ByteArrayInputStream(jar));
        var out = new ZipOutputStream(bytes)) {
      out.setMethod(ZipOutputStream.STORED);
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (!isForeign(entry.getName())) {
          store(out, entry, in.readAllBytes());
        }
      }
    }
    return bytes.toByteArray();
  }

  private static void store(ZipOutputStream out, ZipEntry entry, byte[] content)
      throws IOException {
    var copy = new ZipEntry(entry.getName());
    copy.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
    var crc = new CRC32();
    crc.update(content);
    copy.setCrc(crc.getValue());
    copy.setSize(content.length);
    out.putNextEntry(copy);
    out.write(content);
  }

  /** Whether an entry is a native library that Lambda's machines cannot load. */
  private static boolean isForeign(String name) {
    String lower = name.toLowerCase(Locale.ROOT).replaceAll("x86[_-]64", "amd64");
    return NATIVE.matcher(lower).matches() && FOREIGN.matcher(lower).matches();
  }
}
