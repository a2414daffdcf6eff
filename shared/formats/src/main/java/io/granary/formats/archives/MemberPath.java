package io.granary.formats.archives;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the name of an entry means.
 *
 * @param path the normalised path when it is safe, else the name with control characters replaced
 */
public record MemberPath(Kind kind, String path, String reason) {
  private static final int MAX_BYTES = 1024;

  /** How often a name may be percent-encoded over and over before it is let be. */
  private static final int MAX_DECODINGS = 4;

  private static final Set<String> JUNK =
      Set.of("__macosx", ".ds_store", "thumbs.db", "desktop.ini", ".git", ".svn");
  private static final List<String> ARCHIVES =
      List.of(".zip", ".tar", ".tar.gz", ".tgz", ".tar.zst", ".tzst", ".7z", ".rar", ".gz", ".zst");

  /** Some systems drop spaces and dots at the end of a name. */
  private static final Pattern CLIMBING = Pattern.compile("\\s*\\.\\.[.\\s]*");

  /** A dot, a slash, a backslash or a percent sign. */
  private static final Pattern PERCENT =
      Pattern.compile("%(2e|2f|5c|25)", Pattern.CASE_INSENSITIVE);

  private static final Pattern DRIVE = Pattern.compile("\\p{L}:.*", Pattern.DOTALL);

  /** What is to be done with an entry of this name. */
  public enum Kind {
    SAFE,
    UNSAFE,
    JUNK
  }

  /**
   * Reads a name: backslashes separate folders too, the form is NFC, and folders named {@code .} or
   * nothing are no folders.
   */
  public static MemberPath of(String name) {
    String path = Normalizer.normalize(name.replace('\\', '/'), Normalizer.Form.NFC);
    String normal = withoutEmpty(path);
    String reason = problem(name, path, normal);
    if (reason != null) {
      return new MemberPath(Kind.UNSAFE, printable(name), reason);
    }
    for (String component : normal.split("/", -1)) {
      if (component.startsWith("._") || JUNK.contains(component.toLowerCase(Locale.ROOT))) {
        return new MemberPath(Kind.JUNK, normal, "");
      }
    }
    return new MemberPath(Kind.SAFE, normal, "");
  }

  /** Whether the file is itself an archive, by its extension. */
  boolean isArchive() {
    String lower = path.toLowerCase(Locale.ROOT);
    return ARCHIVES.stream().anyMatch(lower::endsWith);
  }

  /** The path without the folder that all files lie in; as it is when it lies elsewhere. */
  String below(String root) {
    return path.startsWith(root) ? path.substring(root.length()) : path;
  }

  /** Whether the name is that of a folder. */
  static boolean isFolder(String name) {
    return name.endsWith("/") || name.endsWith("\\") || name.equals(".") || name.endsWith("/.");
  }

  static String printable(String name) {
    return name.replaceAll("\\p{Cntrl}", "?");
  }

  private static String withoutEmpty(String path) {
    if (!path.startsWith("./") && !path.contains("//") && !path.contains("/.")) {
      return path;
    }
    var kept = new StringBuilder(path.length());
    for (String component : path.split("/")) {
      if (!component.isEmpty() && !component.equals(".")) {
        kept.append(kept.isEmpty() ? "" : "/").append(component);
      }
    }
    return kept.toString();
  }

  private static @Nullable String problem(String name, String path, String normal) {
    if (path.startsWith("/")) {
      return "the path is absolute";
    }
    if (normal.isEmpty() || normal.equals(".")) {
      return "the name is empty";
    }
    if (normal.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return "the name is longer than %d bytes".formatted(MAX_BYTES);
    }
    if (DRIVE.matcher(normal).matches()) {
      return "the path names a drive";
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      return "the name has control characters";
    }
    if (climbs(path) || climbs(Normalizer.normalize(path, Normalizer.Form.NFKC))) {
      return "the path leaves its folder";
    }
    return decodedClimbs(path) ? "the path leaves its folder" : null;
  }

  private static boolean climbs(String path) {
    if (!path.contains("..")) {
      return false;
    }
    for (String component : path.replace('\\', '/').split("/", -1)) {
      if (CLIMBING.matcher(component).matches()) {
        return true;
      }
    }
    return false;
  }

  private static boolean decodedClimbs(String path) {
    String encoded = path;
    for (int i = 0; i < MAX_DECODINGS && encoded.contains("%"); i++) {
      encoded = decoded(encoded);
      if (climbs(encoded)) {
        return true;
      }
    }
    return false;
  }

  private static String decoded(String path) {
    return PERCENT
        .matcher(path)
        .replaceAll(
            m ->
                Matcher.quoteReplacement(
                    Character.toString(Integer.parseInt(m.group().substring(1), 16))));
  }
}
