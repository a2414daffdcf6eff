package io.granary.warehouse.names;

import io.granary.warehouse.ColumnType;
import java.util.List;
import java.util.Set;

/**
 * What a column's name says of keys.
 *
 * @param entity the words for the thing that is told apart; none in {@code id}
 * @param hasIdWord whether the name has a word such as id, key, code or number besides
 */
public record KeyName(List<String> entity, boolean hasIdWord) {
  private static final Set<String> LAST =
      Words.set(
          "id ids key code no nr num number ref reference fk pk sk uuid guid uid"
              + " identifier iso abbr");
  private static final Set<String> FIRST = Set.of("id", "fk", "pk", "sk", "key", "code");
  private static final Set<String> NATURAL =
      Words.set(
          "sku email mail username login iata icao isbn asin ean upc gtin slug symbol"
              + " ticker barcode vin iban fips handle");
  private static final Set<String> MEASURES =
      Words.set(
          "quantity qty amount amt price total subtotal sum cost tax discount rate"
              + " ratio percent percentage pct count cnt age year month day week weekday hour"
              + " minute second score rating star stars rank weight height width length depth"
              + " latitude longitude lat lon lng size duration balance stock level freight"
              + " salary income revenue profit margin fee value temperature temp units volume"
              + " population pop views clicks impressions index position avg mean min max std"
              + " budget flag is has");
  private static final Set<String> TEXTS =
      Words.set(
          "description desc note notes comment comments text body address street url"
              + " uri link image photo picture path homepage website bio summary content"
              + " message json html payload password token");
  private static final Set<String> ATTRIBUTES =
      Words.set(
          "name title type status state city country gender language phone fax zip"
              + " postal postcode label value group date time firstname lastname surname"
              + " company source kind");

  /** What has a number or code that is no key. */
  private static final Set<String> NUMBERED =
      Words.set("postal zip area phone fax mobile house street dialing");

  public KeyName {
    entity = List.copyOf(entity);
  }

  /** Reads a column's name, or the path of a field with dots. */
  public static KeyName of(String column) {
    List<String> words = Words.of(column);
    int from = 0;
    int to = words.size();
    if (to > 1 && NUMBERED.contains(words.get(to - 2)) && !words.getLast().equals("id")) {
      return new KeyName(words, false);
    }
    while (to > from && LAST.contains(words.get(to - 1))) {
      to--;
    }
    while (from < to && FIRST.contains(words.get(from))) {
      from++;
    }
    return new KeyName(words.subList(from, to), from > 0 || to < words.size());
  }

  /** Whether it is a word such as id alone, which says nothing of what is told apart. */
  public boolean isGeneric() {
    return entity.isEmpty();
  }

  /** Whether it is the name of a key. */
  public boolean isKey() {
    return hasIdWord || (!entity.isEmpty() && NATURAL.contains(entity.getLast()));
  }

  /** Whether it is the name of something that is counted, measured or read, never of a key. */
  public boolean isMeasureOrText() {
    if (isKey() || entity.isEmpty()) {
      return false;
    }
    return entity.getFirst().equals("num")
        || entity.getFirst().equals("number")
        || entity.stream().anyMatch(word -> MEASURES.contains(word) || TEXTS.contains(word));
  }

  /** Whether it is the name of a property that many things share or that may change. */
  public boolean isAttribute() {
    return !isKey() && !entity.isEmpty() && entity.stream().anyMatch(ATTRIBUTES::contains);
  }

  /** Whether it is the name of the key of what a table has rows of. */
  public boolean isOf(String table) {
    return isGeneric() || Words.same(entity, Words.ofTable(table));
  }

  /** Whether values of a type can be keys. */
  public static boolean fits(ColumnType type) {
    return switch (type) {
      case STRING, INT64, NUMERIC, BIGNUMERIC, BYTES -> true;
      default -> false;
    };
  }
}
