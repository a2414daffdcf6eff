package io.granary.warehouse.definition;

import io.granary.domain.GranaryException;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import io.granary.warehouse.definition.Definition.ColumnRef;
import io.granary.warehouse.definition.Definition.DateRange;
import io.granary.warehouse.definition.Definition.Filters;
import io.granary.warehouse.definition.Definition.Split;
import io.granary.warehouse.definition.ResolvedDefinition.Days;
import io.granary.warehouse.definition.ResolvedDefinition.JoinStep;
import io.granary.warehouse.definition.ResolvedDefinition.Output;
import io.granary.warehouse.definition.ResolvedDefinition.Source;
import io.granary.warehouse.definition.ResolvedDefinition.SplitRule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compares a definition with the tables that it is over. */
public final class Resolver {
  private static final Set<ColumnType> KEYS =
      Set.of(ColumnType.STRING, ColumnType.INT64, ColumnType.DATE, ColumnType.BOOL);

  private final Definition definition;
  private final Problems problems = new Problems();
  private final Map<Role, Source> roles = new EnumMap<>(Role.class);

  private Resolver(Definition definition) {
    this.definition = definition;
  }

  /**
   * Resolves a definition.
   *
   * @param tables gives a table by its name; asked once for each name
   * @throws GranaryException with every problem at once and a pointer to each: JOIN_INVALID or
   *     ROLE_REQUIRED when all are of that one kind, else VALIDATION_FAILED
   */
  public static ResolvedDefinition resolve(
      Definition definition, Function<String, Optional<Table>> tables) {
    return new Resolver(definition).resolve(tables);
  }

  private ResolvedDefinition resolve(Function<String, Optional<Table>> known) {
    var tables = new Tables(definition, known, problems);
    List<JoinStep> joins = new Joins(definition, tables, problems).steps();
    List<Output> outputs = Outputs.of(definition, tables, problems);
    for (Role role : Role.values()) {
      map(role, tables);
    }
    var names = new ColumnNames(tables, outputs, roles, problems);
    Filters filters = definition.filters();
    Days days = days(filters.dateRange());
    needRoles(filters);
    var conditions = new Conditions(names, problems).read(filters.customerFilters());
    SplitRule split = split(definition.split(), names);
    day("/as_of", definition.asOf());
    problems.check();
    return new ResolvedDefinition(
        inOrder(tables, joins),
        joins,
        outputs,
        roles,
        days,
        filters.topProductsPercent(),
        filters.minTransactions(),
        filters.revenueMin(),
        conditions,
        split,
        definition.asOf());
  }

  private static List<ResolvedDefinition.TableUse> inOrder(Tables tables, List<JoinStep> joins) {
    List<ResolvedDefinition.TableUse> uses = new ArrayList<>();
    uses.add(tables.all().getFirst());
    joins.forEach(join -> uses.add(join.added()));
    return uses;
  }

  private void map(Role role, Tables tables) {
    ColumnRef ref = definition.columnMapping().get(role);
    if (ref == null) {
      return;
    }
    String pointer = "/column_mapping/" + role;
    Source source = tables.column(pointer, ref.table(), ref.column());
    if (source == null) {
      return;
    }
    String needed =
        switch (role) {
          case TIMESTAMP -> source.type().hasDate() ? null : "DATE, DATETIME or TIMESTAMP";
          case REVENUE, QUANTITY, RATING -> source.type().isNumber() ? null : "a number";
          case USER_ID, PRODUCT_ID, SESSION_ID, CATEGORY ->
              source.type().isGroupable() ? null : "a type whose values can be compared";
        };
    if (needed != null || !source.column().isScalar()) {
      problems.add(
          pointer,
          "must be %s, and is %s"
              .formatted(
                  Objects.requireNonNullElse(needed, "one value for each row"),
                  source.column().isRepeated() ? "an ARRAY" : source.type()));
      return;
    }
    roles.put(role, source);
  }

  private void need(String pointer, Role role) {
    // One that is mapped to something wrong has been named already.
    if (definition.columnMapping().get(role) == null) {
      problems.addRole(pointer, role);
    }
  }

  private void needRoles(Filters filters) {
    if (filters.dateRange() != null) {
      need("/filters/date_range", Role.TIMESTAMP);
    }
    if (filters.topProductsPercent() != null) {
      need("/filters/top_products_percent", Role.PRODUCT_ID);
      need("/filters/top_products_percent", Role.REVENUE);
    }
    if (filters.minTransactions() != null) {
      need("/filters/min_transactions", Role.USER_ID);
    }
    if (filters.revenueMin() != null) {
      need("/filters/revenue_min", Role.REVENUE);
    }
  }

  private @Nullable Days days(@Nullable DateRange range) {
    String pointer = "/filters/date_range";
    if (range == null) {
      return null;
    }
    if (range.type().equals("rolling")) {
      if (range.start() != null || range.end() != null) {
        problems.add(pointer, "has start or end, which a rolling range does without");
      }
      if (range.days() == null) {
        problems.add(pointer + "/days", "must be given for a rolling range");
        return null;
      }
      return new Days.Rolling(range.days());
    }
    if (range.days() != null) {
      problems.add(pointer + "/days", "must be absent for a fixed range");
    }
    LocalDate start = range.start();
    LocalDate end = range.end();
    if (start == null || end == null) {
      problems.add(pointer, "must have start and end, because it is fixed");
      return null;
    }
    boolean isStart = day(pointer + "/start", start);
    boolean isEnd = day(pointer + "/end", end);
    if (isStart && isEnd && end.isBefore(start)) {
      problems.add(pointer + "/end", "is before the start: %s".formatted(end));
    }
    return new Days.Fixed(start, end);
  }

  private boolean day(String pointer, @Nullable LocalDate day) {
    boolean isDay = day == null || Values.isDay(day);
    if (!isDay) {
      problems.add(pointer, "must be a day from 1000-01-01 to 9999-12-31");
    }
    return isDay;
  }

  private @Nullable SplitRule split(@Nullable Split split, ColumnNames names) {
    if (split == null) {
      return null;
    }
    return split.strategy().equals("time") ? byTime(split) : byHash(split, names);
  }

  private @Nullable SplitRule byTime(Split split) {
    need("/split", Role.TIMESTAMP);
    if (split.trainPercent() != null || split.key() != null || split.seed() != null) {
      problems.add("/split", "has train_percent, key or seed, which a split by time does without");
    }
    if (split.evalDays() == null) {
      problems.add("/split/eval_days", "must be given for a split by time");
      return null;
    }
    return new SplitRule.ByTime(split.evalDays());
  }

  private @Nullable SplitRule byHash(Split split, ColumnNames names) {
    if (split.evalDays() != null) {
      problems.add("/split/eval_days", "must be absent for a random split");
    }
    if (split.trainPercent() == null) {
      problems.add("/split/train_percent", "must be given for a random split");
    }
    String seed = Objects.requireNonNullElse(split.seed(), "");
    if (!Values.isWritable(seed)) {
      problems.add("/split/seed", "must be %s".formatted(Values.expected(ColumnType.STRING)));
    }
    Source key;
    if (split.key() == null) {
      need("/split", Role.USER_ID);
      key = roles.get(Role.USER_ID);
    } else {
      key = names.find("/split/key", split.key());
    }
    if (key != null && (key.column().isRepeated() || !KEYS.contains(key.type()))) {
      problems.add(
          "/split/key",
          "must be of type STRING, INT64, DATE or BOOL, and is %s"
              .formatted(key.column().isRepeated() ? "an ARRAY" : key.type()));
    }
    return key == null || split.trainPercent() == null
        ? null
        : new SplitRule.ByHash(key, split.trainPercent(), seed);
  }
}
