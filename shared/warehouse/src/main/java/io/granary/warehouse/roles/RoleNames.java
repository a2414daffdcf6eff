package io.granary.warehouse.roles;

import io.granary.warehouse.definition.Role;
import io.granary.warehouse.names.Concept;
import io.granary.warehouse.names.KeyName;
import io.granary.warehouse.names.Words;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How far the name of a column, from 0 to 1, speaks for a role. */
final class RoleNames {
  private static final Set<String> PERHAPS_USER =
      Set.of("email", "mail", "username", "login", "device", "cookie", "anonymous", "distinct");
  private static final Set<String> TIME =
      Words.set("time date ts timestamp datetime day dt datum fecha zeit heure epoch");
  private static final Set<String> HAPPENS =
      Words.set(
          "event order ordered purchase purchased transaction txn sale sold created"
              + " creation create occurred happened visit view viewed click clicked invoice"
              + " payment rated reviewed logged request bestell session started start booked"
              + " action interaction");
  private static final Set<String> LATER =
      Words.set(
          "updated update modified shipped ship required delivered delivery due paid"
              + " ended end finished closed processed loaded ingested cancelled returned"
              + " arrival received");
  private static final Set<String> ELSEWHERE =
      Words.set(
          "birth born dob birthday hire hired signup registered registration joined"
              + " expires expiry expiration deleted valid effective release launch last first"
              + " next");
  private static final Set<String> MONEY =
      Words.set(
          "revenue gmv turnover umsatz sales ingresos chiffre spend spent proceeds" + " takings");
  private static final Set<String> AMOUNT =
      Words.set("amount amt total subtotal betrag monto importe montant payment paid summe");
  private static final Set<String> PRICE = Set.of("price", "preis", "precio", "prix", "value");
  private static final Set<String> NOT_REVENUE =
      Words.set(
          "tax vat discount rebate shipping freight fee cost costs margin profit refund"
              + " tip budget target rate count quantity qty items time rows percent pct stock");
  private static final Set<String> QUANTITY =
      Set.of("quantity", "qty", "quantities", "menge", "cantidad", "quantite", "anzahl", "pieces");
  private static final Set<String> STORED =
      Set.of("stock", "per", "available", "inventory", "reserved", "reorder", "hand", "order");
  private static final Set<String> RATING =
      Set.of("rating", "ratings", "stars", "star", "bewertung", "valoracion", "calificacion");
  private static final Set<String> COUNTED = Set.of("count", "num", "number", "total", "type");

  private RoleNames() {}

  /**
   * Scores a name.
   *
   * @param owner the words of what the column's table has rows of; empty when it is not known
   */
  static double score(Role role, String column, List<String> owner) {
    KeyName key = KeyName.of(column);
    List<String> words = Words.of(column);
    if (words.isEmpty()) {
      return 0;
    }
    return switch (role) {
      case USER_ID -> user(key, words, owner);
      case PRODUCT_ID -> product(key, owner);
      case SESSION_ID -> thing(Concept.SESSION, key, owner);
      case CATEGORY -> category(key, words);
      case TIMESTAMP -> key.isKey() ? 0 : timestamp(words);
      case REVENUE -> key.isKey() ? 0 : revenue(words);
      case QUANTITY -> key.isKey() ? 0 : quantity(words);
      case RATING -> key.isKey() ? 0 : rating(words);
    };
  }

  private static double user(KeyName key, List<String> words, List<String> owner) {
    if (words.equals(List.of("uid"))) {
      return 0.8;
    }
    double score = thing(Concept.USER, key, owner);
    if (score == 0 && !key.isGeneric()) {
      Optional<Concept> concept = Concept.of(key.entity().getLast());
      if (key.hasIdWord() && concept.filter(Concept::isPeople).isPresent()) {
        return 0.35;
      }
      return key.isKey() && PERHAPS_USER.contains(key.entity().getLast()) ? 0.5 : 0;
    }
    return score;
  }

  private static double product(KeyName key, List<String> owner) {
    double score = thing(Concept.PRODUCT, key, owner);
    boolean isLine =
        key.entity().size() > 1
            && key.entity().subList(0, key.entity().size() - 1).stream()
                .anyMatch(word -> Concept.of(word).filter(Concept.ORDER::equals).isPresent());
    return isLine ? 0.4 * score : score;
  }

  /** The id of something: most with a word such as id, less as a bare noun. */
  private static double thing(Concept concept, KeyName key, List<String> owner) {
    if (key.isGeneric()) {
      return !owner.isEmpty() && is(concept, owner.getLast()) ? 0.8 : 0;
    }
    if (!is(concept, key.entity().getLast())) {
      return 0;
    }
    return key.hasIdWord() ? key.entity().size() == 1 ? 1 : 0.85 : key.isKey() ? 0.9 : 0.7;
  }

  private static boolean is(Concept concept, String word) {
    return Concept.of(word).filter(concept::equals).isPresent();
  }

  private static double category(KeyName key, List<String> words) {
    List<String> entity = key.entity();
    if (entity.isEmpty()) {
      return 0;
    }
    String last = entity.getLast();
    boolean isName = entity.size() > 1 && (last.equals("name") || last.equals("title"));
    String noun = isName ? entity.get(entity.size() - 2) : last;
    boolean isPeople =
        entity.size() > 1 && Concept.of(entity.getFirst()).filter(Concept::isPeople).isPresent();
    double share = isPeople ? 0.4 : 1;
    if (is(Concept.CATEGORY, noun)) {
      return share * (words.size() == 1 ? 1 : isName ? 0.95 : 0.9);
    }
    return switch (noun) {
      case "brand", "collection", "taxonomy" -> 0.45 * share;
      case "type", "group", "kind", "family" -> 0.35 * share;
      default -> 0;
    };
  }

  private static double timestamp(List<String> words) {
    boolean isTime =
        words.stream().anyMatch(TIME::contains)
            || words.getLast().equals("at")
            || words.getLast().equals("on")
            || words.getLast().endsWith("date")
            || words.getLast().endsWith("time")
            || words.getLast().endsWith("datum");
    if (any(words, ELSEWHERE)) {
      return 0.15;
    }
    if (any(words, LATER)) {
      return isTime ? 0.5 : 0.3;
    }
    boolean isEvent =
        any(words, HAPPENS) || HAPPENS.stream().anyMatch(words.getFirst()::startsWith);
    if (isTime) {
      boolean isPoint = words.getLast().equals("timestamp") || words.getLast().equals("ts");
      return isEvent || (isPoint && words.size() == 1) ? 1 : words.size() == 1 ? 0.9 : 0.6;
    }
    return isEvent && words.size() == 1 && words.getFirst().endsWith("ed") ? 0.8 : 0;
  }

  private static double revenue(List<String> words) {
    double score = any(words, MONEY) ? 1 : any(words, AMOUNT) ? 0.9 : any(words, PRICE) ? 0.7 : 0;
    if (words.contains("value")) {
      score = Math.min(score, words.size() == 1 ? 0.4 : 0.55);
    }
    if (any(words, NOT_REVENUE)) {
      return score > 0 ? 0.3 * score : 0.1;
    }
    return score;
  }

  private static double quantity(List<String> words) {
    boolean isStored = any(words, STORED);
    if (any(words, QUANTITY)) {
      return isStored ? 0.4 : 1;
    }
    if (words.contains("units")) {
      return isStored ? 0.3 : 0.85;
    }
    boolean isCounted = any(words, COUNTED) || words.contains("cnt");
    if (isCounted && (words.contains("items") || words.contains("item"))) {
      return 0.8;
    }
    return words.equals(List.of("count")) || words.equals(List.of("cnt")) ? 0.4 : 0;
  }

  private static double rating(List<String> words) {
    double score = any(words, RATING) ? 1 : words.contains("score") ? 0.7 : 0;
    if (words.getLast().equals("grade") || words.getLast().equals("nps")) {
      score = 0.5;
    }
    return any(words, COUNTED) ? 0.2 * score : score;
  }

  private static boolean any(List<String> words, Set<String> among) {
    return words.stream().anyMatch(among::contains);
  }
}
