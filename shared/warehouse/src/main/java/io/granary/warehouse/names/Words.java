package io.granary.warehouse.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The words of a name, in lower case, however they are joined. */
public final class Words {
  /** The most characters of a name that are looked at. */
  private static final int MAX = 300;

  private static final Pattern BORDER =
      Pattern.compile(
          "[^\\p{L}\\p{N}]+"
              + "|(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})"
              + "|(?<=\\p{Lu})(?=\\p{Lu}\\p{Ll})"
              + "|(?<=\\p{L}{3})(?=\\p{N})");
  private static final Pattern JOINT = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Set<String> ENDING_IN_ID =
      set(
          "paid unpaid prepaid valid invalid void avoid solid rapid fluid liquid hybrid"
              + " covid android pyramid steroid asteroid squid druid centroid humid stupid"
              + " timid vivid guid uuid");
  private static final Map<String, String> PLURALS =
      Map.of(
          "people",
          "person",
          "persons",
          "person",
          "children",
          "child",
          "men",
          "man",
          "women",
          "woman",
          "indices",
          "index",
          "mice",
          "mouse",
          "feet",
          "foot");

  private static final Set<String> AROUND =
      set(
          "dim fact fct tbl raw stg src vw view table master data dimension lookup lkp"
              + " ref d f t");

  private Words() {}

  /** {@code customerID}, {@code Customer Id} and {@code customerid} are customer and id. */
  public static List<String> of(String name) {
    List<String> words = new ArrayList<>();
    for (String part : BORDER.split(cut(name))) {
      String word = part.toLowerCase(Locale.ROOT);
      if (word.length() > 4 && word.endsWith("id") && !ENDING_IN_ID.contains(word)) {
        words.add(word.substring(0, word.length() - 2));
        words.add("id");
      } else if (!word.isEmpty()) {
        words.add(word);
      }
    }
    return List.copyOf(words);
  }

  /** The words of what a table has rows of: {@code dim_customers_2024} has customers. */
  public static List<String> ofTable(String table) {
    List<String> words = of(table);
    int from = 0;
    int to = words.size();
    while (to - from > 1 && AROUND.contains(words.get(from))) {
      from++;
    }
    while (to - from > 1 && (AROUND.contains(words.get(to - 1)) || isNumber(words.get(to - 1)))) {
      to--;
    }
    return words.subList(from, to);
  }

  private static boolean isNumber(String word) {
    return word.chars().allMatch(Character::isDigit);
  }

  /** The letters and digits of a name, in lower case. */
  public static String compact(String name) {
    return JOINT.matcher(cut(name)).replaceAll("").toLowerCase(Locale.ROOT);
  }

  private static String cut(String name) {
    return name.length() <= MAX ? name : name.substring(0, MAX);
  }

  /** The words of a list with spaces between. */
  public static Set<String> set(String words) {
    return Set.of(words.split(" "));
  }

  /** Whether two words are one noun, in singular or plural. */
  public static boolean same(String one, String other) {
    return one.equals(other) || isPlural(one, other) || isPlural(other, one);
  }

  private static boolean isPlural(String many, String one) {
    if (one.equals(PLURALS.get(many))) {
      return true;
    }
    if (one.length() < 2 || many.length() <= one.length()) {
      return false;
    }
    return many.equals(one + "s")
        || many.equals(one + "es")
        || (one.endsWith("y") && many.equals(one.substring(0, one.length() - 1) + "ies"));
  }

  /** Whether two lists have the same nouns. */
  public static boolean same(List<String> some, List<String> others) {
    return !some.isEmpty() && some.size() == others.size() && endsWith(some, others);
  }

  /** Whether a list ends in the nouns of another, which is not empty. */
  public static boolean endsWith(List<String> words, List<String> end) {
    int from = words.size() - end.size();
    if (from < 0 || end.isEmpty()) {
      return false;
    }
    for (int i = 0; i < end.size(); i++) {
      if (!same(words.get(from + i), end.get(i))) {
        return false;
      }
    }
    return true;
  }
}
