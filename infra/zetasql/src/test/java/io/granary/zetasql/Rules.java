package io.granary.zetasql;

import io.granary.warehouse.ColumnType;
import io.granary.warehouse.definition.Definition.ColumnMapping;
import io.granary.warehouse.definition.Definition.ColumnRef;
import io.granary.warehouse.definition.Definition.CustomerFilter;
import io.granary.warehouse.definition.Definition.DateRange;
import io.granary.warehouse.definition.Definition.Filters;
import io.granary.warehouse.definition.Definition.Split;
import io.granary.zetasql.Definitions.Ref;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes filters and splits that fit a definition's columns and roles. */
final class Rules {
  private static final Set<ColumnType> HASHED =
      EnumSet.of(ColumnType.STRING, ColumnType.INT64, ColumnType.DATE, ColumnType.BOOL);
  private static final List<BigDecimal> PERCENTS =
      List.of(
          new BigDecimal("0.000001"),
          new BigDecimal("20"),
          new BigDecimal("50"),
          new BigDecimal("33.3"),
          new BigDecimal("80"),
          new BigDecimal("99.999999"),
          new BigDecimal("100"));
  private static final List<BigDecimal> REVENUES =
      List.of(
          new BigDecimal("0"),
          new BigDecimal("1"),
          new BigDecimal("-1.5"),
          new BigDecimal("0.1"),
          new BigDecimal("99999999999999999999.999999999"));
  private static final List<String> SEEDS =
      List.of(
          "", "1", "it's", "\"", "\\", "`", "x'); --", "|", "数据😀", "new\nline", "@span_x", ";");

  private final Dice dice;
  private final List<Ref> refs;
  private final ColumnMapping mapping;
  private final FilterValues values;

  Rules(Dice dice, List<Ref> refs, ColumnMapping mapping) {
    this.dice = dice;
    this.refs = refs;
    this.mapping = mapping;
    this.values = new FilterValues(dice);
  }

  LocalDate asOf() {
    return Cells.AS_OF;
  }

  @Nullable Filters filters() {
    if (dice.chance(15)) {
      return null;
    }
    boolean hasRevenue = mapping.revenue() != null;
    return new Filters(
        mapping.timestamp() != null && dice.chance(40) ? range() : null,
        hasRevenue && mapping.productId() != null && dice.chance(50) ? dice.of(PERCENTS) : null,
        mapping.userId() != null && dice.chance(40) ? (long) dice.between(1, 3) : null,
        hasRevenue && dice.chance(20) ? dice.of(REVENUES) : null,
        customerFilters());
  }

  private DateRange range() {
    if (dice.chance(60)) {
      return new DateRange("rolling", dice.of(List.of(1, 7, 30, 31, 365, 36_500)), null, null);
    }
    LocalDate start = Cells.AS_OF.minusDays(dice.of(List.of(0, 1, 7, 30)));
    return new DateRange("fixed", null, start, start.plusDays(dice.of(List.of(0, 1, 60, 400))));
  }

  private List<CustomerFilter> customerFilters() {
    List<CustomerFilter> filters = new ArrayList<>();
    for (int left = dice.of(List.of(0, 0, 0, 1, 1, 2)); left > 0; left--) {
      Ref ref = dice.of(refs);
      if (!ref.place().column().isRepeated()) {
        filters.add(values.filter(ref.dotted(), ref.type()));
      }
    }
    return filters;
  }

  @Nullable Split split() {
    if (dice.chance(10)) {
      return null;
    }
    if (mapping.timestamp() != null && dice.chance(45)) {
      return new Split("time", dice.of(List.of(1, 2, 7, 30, 36_500)), null, null, null);
    }
    List<Ref> keys =
        refs.stream().filter(ref -> ref.isScalar() && HASHED.contains(ref.type())).toList();
    if (keys.isEmpty()) {
      return null;
    }
    ColumnRef user = mapping.userId();
    boolean isByUser = user != null && keys.stream().anyMatch(key -> key.written().equals(user));
    return new Split(
        "random",
        null,
        dice.of(List.of(1, 10, 50, 80, 99)),
        isByUser && dice.chance(60) ? null : dice.of(keys).dotted(),
        dice.chance(30) ? null : dice.of(SEEDS));
  }
}
