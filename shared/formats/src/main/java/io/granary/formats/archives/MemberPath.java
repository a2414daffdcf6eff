package io.granary.formats.archives;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the name of an entry means.
 *
 * @param path the normalised path when it is safe, else the name with control characters replaced
 */
public record MemberPath(Kind kind, String path, String reason) {
  private static final int MAX_BYTES = 1024;
  private static final Set<String> JUNK =
      Set.of("__macosx", ".ds_store", "thumbs.db", "desktop.ini", ".git", ".svn");

  /** What is to be done with an entry of this name. */
  public enum Kind {
    SAFE,
    UNSAFE,
    JUNK
  }

  /** Reads a name: backslashes separate folders too, and the form is NFC. */
  public static MemberPath of(String name) {
    String path = Normalizer.normalize(name.replace('\\', '/'), Normalizer.Form.NFC);
    String reason = problem(name, path);
    if (reason != null) {
      return new MemberPath(Kind.UNSAFE, name.replaceAll("\\p{Cntrl}", "?"), reason);
    }
    while (path.startsWith("./")) {
      path = path.substring(2);
    }
    for (String component : path.split("/", -1)) {
      if (component.startsWith("._") || JUNK.contains(component.toLowerCase(Locale.ROOT))) {
        return new MemberPath(Kind.JUNK, path, "");
      }
    }
    return new MemberPath(Kind.SAFE, path, "");
  }

  private static @Nullable String problem(String name, String path) {
    if (path.isEmpty()) {
      return "the name is empty";
    }
    if (path.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      return "the name is longer than %d bytes".formatted(MAX_BYTES);
    }
    if (path.startsWith("/")) {
      return "the path is absolute";
    }
    if (path.length() > 1 && path.charAt(1) == ':' && Character.isLetter(path.charAt(0))) {
      return "the path names a drive";
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      return "the name has control characters";
    }
    if (climbs(path) || climbs(Normalizer.normalize(path, Normalizer.Form.NFKC))) {
      return "the path leaves its folder";
    }
    return path.contains("%") && climbs(decoded(path)) ? "the path leaves its folder" : null;
  }

  private static boolean climbs(String path) {
    for (String component : path.replace('\\', '/').split("/", -1)) {
      if (component.equals("..")) {
        return true;
      }
    }
    return false;
  }

  private static String decoded(String path) {
    try {
      return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException _) {
      return path;
    }
  }
}
