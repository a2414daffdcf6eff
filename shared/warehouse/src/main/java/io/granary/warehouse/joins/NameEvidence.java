package io.granary.warehouse.joins;

import io.granary.warehouse.names.Concept;
import io.granary.warehouse.names.KeyName;
import io.granary.warehouse.names.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How far names say that a left column refers to a right one.
 *
 * @param score from 0 to 1
 * @param sentence why; empty when they say nothing
 */
record NameEvidence(double score, String sentence) {
  private static final NameEvidence NONE = new NameEvidence(0, "");

  /** From this score on, names point at one column rather than at another. */
  static final double AGREES = 0.5;

  private static final Set<String> ABOVE =
      Words.set(
          "reports manager mgr parent supervisor boss superior head mentor referred"
              + " referrer predecessor successor previous prev replaces replaced duplicate"
              + " original root reply ancestor parentid");
  private static final Set<String> PEOPLE_DO =
      Words.set(
          "manager mgr owner author creator created updated assigned assignee approved"
              + " approver reviewer reviewed sold rep salesman supervisor sender recipient"
              + " receiver referrer referred");
  private static final Set<String> PREPOSITIONS =
      Words.set("via by to from with through for at in");

  static NameEvidence of(Named left, Named right) {
    List<String> owner = right.owner();
    boolean isSameName = left.compact().equals(right.compact());
    if (left.table().equals(right.table())) {
      return right.isOwn() ? within(left, right) : NONE;
    }
    if (left.key().isGeneric()) {
      List<String> things = left.owner();
      boolean isNamedFor =
          things.size() > owner.size() && Words.same(things.subList(0, owner.size()), owner);
      return right.isOwn() && isNamedFor
          ? new NameEvidence(
              0.5, "The table %s is named for %s.".formatted(left.table(), right.table()))
          : NONE;
    }
    if (!right.isOwn()) {
      return outside(left, right, isSameName);
    }
    if (Words.same(left.key().entity(), owner)) {
      return new NameEvidence(
          left.key().hasIdWord() || isSameName ? 1 : 0.85,
          "The name %s is that of the key of %s.".formatted(left.column(), right.table()));
    }
    return owning(left, right);
  }

  private static NameEvidence within(Named left, Named right) {
    List<String> words = left.key().entity();
    if (words.stream().anyMatch(ABOVE::contains)) {
      return new NameEvidence(
          0.7,
          "The name %s is that of one row of %s above or before another, told by its %s."
              .formatted(left.column(), right.table(), right.column()));
    }
    return words.size() > right.owner().size() && Words.endsWith(words, right.owner())
        ? new NameEvidence(
            0.7,
            "The name %s ends in that of its own table, %s."
                .formatted(left.column(), right.table()))
        : NONE;
  }

  /** The right column is no key that its table is named for. */
  private static NameEvidence outside(Named left, Named right, boolean isSameName) {
    KeyName name = left.key();
    if (!isSameName) {
      return name.hasIdWord()
              && right.key().hasIdWord()
              && Words.same(name.entity(), right.key().entity())
          ? new NameEvidence(
              0.5,
              "Both names are of the same thing: %s.".formatted(String.join(" ", name.entity())))
          : NONE;
    }
    if (left.isOwn()) {
      return new NameEvidence(
          0.2, "Both have the name %s, which is that of the left table.".formatted(left.column()));
    }
    if (name.isKey()) {
      return new NameEvidence(
          0.8, "Both have the name %s, which is that of a key.".formatted(left.column()));
    }
    return new NameEvidence(
        name.isAttribute() ? 0.2 : 0.4, "Both have the name %s.".formatted(left.column()));
  }

  /** The right column is the key of a table that is named for it, and the left name is another. */
  private static NameEvidence owning(Named left, Named right) {
    List<String> owner = right.owner();
    String table = right.table();
    List<String> words = left.key().entity();
    String last = words.getLast();
    String thing = owner.isEmpty() ? "" : owner.getLast();
    if (Words.endsWith(words, owner)) {
      return new NameEvidence(
          0.8, "The name %s ends in that of %s.".formatted(left.column(), table));
    }
    if (Words.endsWith(owner, words)) {
      return new NameEvidence(
          0.65, "The name %s is a part of that of %s.".formatted(left.column(), table));
    }
    if (owner.size() == 1
        && last.length() >= 3
        && thing.length() > last.length()
        && thing.startsWith(last)) {
      return new NameEvidence(
          0.65, "The name %s is short for that of %s.".formatted(left.column(), table));
    }
    Optional<Concept> concept = Concept.of(last);
    if (concept.isPresent() && concept.equals(Concept.of(thing))) {
      return new NameEvidence(
          0.65, "The names %s and %s mean the same.".formatted(left.column(), table));
    }
    if (words.size() == 2 && PREPOSITIONS.contains(last) && isDoer(words.getFirst(), thing)) {
      return new NameEvidence(
          0.65, "The name %s tells of what %s do.".formatted(left.column(), table));
    }
    if (words.stream().anyMatch(PEOPLE_DO::contains)
        && Concept.of(thing).filter(Concept::isPeople).isPresent()) {
      return new NameEvidence(
          0.5, "The name %s tells of a person, as %s do.".formatted(left.column(), table));
    }
    return NONE;
  }

  /** Whether a noun is made of a verb: shippers of ship or shipped. */
  private static boolean isDoer(String verb, String noun) {
    String stem =
        verb.endsWith("ed") && verb.length() > 5 ? verb.substring(0, verb.length() - 2) : verb;
    return stem.length() >= 4 && noun.length() > stem.length() && noun.startsWith(stem);
  }
}
