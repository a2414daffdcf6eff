package io.granary.formats.folders;

import io.granary.formats.annotations.Content;
import io.granary.formats.csv.UnreadableTableException;
import io.granary.formats.csv.Utf8Text;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Names of synsets, out of lines such as "n01440764 tench, Tinca tinca". */
final class SynsetNames {
  private static final Set<String> FILES =
      Set.of("synset_words.txt", "loc_synset_mapping.txt", "words.txt");
  private static final Pattern LINE = Pattern.compile("\\s*(n\\d{8})\\s+(\\S.*)");
  private static final int LONGEST = 10_000;

  private final Set<String> wanted;
  private final Map<String, String> names = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /**
   * @param wanted the synsets that are folders
   */
  SynsetNames(Collection<String> wanted) {
    this.wanted = Set.copyOf(wanted);
  }

  static boolean isFile(String name) {
    return FILES.contains(name.toLowerCase(Locale.ROOT));
  }

  /**
   * Takes the names of a file.
   *
   * @throws UnreadableTableException when it is no text
   */
  void read(Content content) throws IOException {
    try (Utf8Text text = Utf8Text.open(content);
        var lines = new BufferedReader(text)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        text.beginRecord();
        Matcher matcher = line.length() > LONGEST ? LINE.matcher("") : LINE.matcher(line);
        if (matcher.matches() && wanted.contains(matcher.group(1))) {
          name(matcher.group(1), matcher.group(2).replace("\0", "").strip());
        }
      }
    }
  }

  /** Two synsets may have one name, such as crane: the bird and the machine. */
  private void name(String synset, String name) {
    if (!names.containsKey(synset)) {
      names.put(synset, taken.add(name) ? name : "%s (%s)".formatted(name, synset));
    }
  }

  /** The name of a synset; itself when no file has one. */
  String of(String synset) {
    return names.getOrDefault(synset, synset);
  }
}
