package io.granary.domain;

import java.util.Locale;

/** The rules of usernames. */
public final class Username {
  /** What a username matches, as a regular expression. */
  public static final String PATTERN = "[a-z0-9][a-z0-9_.-]{2,49}";

  /** The rule in words. */
  public static final String RULE =
      "must be 3 to 50 of a-z, 0-9, '_', '.', '-', and begin with a letter or digit";

  private static final int MAX_LIKE = 40;

  private Username() {}

  /** A username that is as much like a text as the rules let it; at most 40 characters. */
  public static String like(String text) {
    int at = text.indexOf('@');
    String name =
        (at > 0 ? text.substring(0, at) : text)
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9_.-]+", "-")
            .replaceAll("^[^a-z0-9]+", "");
    String cut = name.length() > MAX_LIKE ? name.substring(0, MAX_LIKE) : name;
    return cut.length() < 3 ? "user-" + cut.replaceAll("^$", "x") : cut;
  }
}
