package io.granary.warehouse.definition;

import io.granary.warehouse.Column;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import io.granary.warehouse.sql.Literal;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A definition that fits its tables: every name has been found, every value has the type of its
 * column, every feature has its role. Only {@link Resolver} makes one.
 *
 * @param tables those that are read, in the order in which they are joined; the primary one first
 * @param joins how each table after the first is joined, in the same order
 * @param outputs the dataset's columns
 * @param roles what is known of columns that mean something; they need not be in the dataset
 * @param asOf null for today
 */
public record ResolvedDefinition(
    List<TableUse> tables,
    List<JoinStep> joins,
    List<Output> outputs,
    Map<Role, Source> roles,
    @Nullable Days days,
    @Nullable BigDecimal topProductsPercent,
    @Nullable Long minTransactions,
    @Nullable BigDecimal revenueMin,
    List<Condition> conditions,
    @Nullable SplitRule split,
    @Nullable LocalDate asOf) {
  public ResolvedDefinition {
    tables = List.copyOf(tables);
    joins = List.copyOf(joins);
    outputs = List.copyOf(outputs);
    roles = Map.copyOf(roles);
    conditions = List.copyOf(conditions);
  }

  /**
   * A table as the query has it.
   *
   * @param alias its name within the query; its own, unless it was given another
   */
  public record TableUse(String alias, Table table) {}

  /** A column of a table of the query. */
  public record Source(TableUse use, Table.Place place) {
    public Column column() {
      return place.column();
    }

    public ColumnType type() {
      return place.column().type();
    }
  }

  /** How a table is added to those before it; all pairs must be equal. */
  public record JoinStep(TableUse added, JoinType type, List<Pair> on) {
    public JoinStep {
      on = List.copyOf(on);
    }

    /** Columns that are equal; {@code right} is the added table's. */
    public record Pair(Source left, Source right) {}
  }

  /** What becomes of rows without a partner. */
  public enum JoinType {
    INNER,
    /** Rows of the tables before stay. */
    LEFT,
    /** Rows of the added table stay. */
    RIGHT,
    /** All stay. */
    FULL
  }

  /** A column of the dataset under its name there. */
  public record Output(String name, Source source) {}

  /** Which days rows may lie on. */
  public sealed interface Days {
    /** From {@code days} before the day counted from, to that day. */
    record Rolling(int days) implements Days {}

    /** Both ends belong to it. */
    record Fixed(LocalDate start, LocalDate end) implements Days {}
  }

  /** What a column's value must be. */
  public record Condition(Source source, Operator operator, List<Literal> values) {
    public Condition {
      values = List.copyOf(values);
    }
  }

  /** How a value is compared. */
  public enum Operator {
    EQUAL,
    NOT_EQUAL,
    LESS,
    AT_MOST,
    MORE,
    AT_LEAST,
    IN,
    NOT_IN,
    BETWEEN,
    CONTAINS,
    STARTS_WITH,
    IS_NULL,
    IS_NOT_NULL
  }

  /** How rows are divided. */
  public sealed interface SplitRule {
    /** The last days are for evaluation. */
    record ByTime(int evalDays) implements SplitRule {}

    /** By the hash of a key. */
    record ByHash(Source key, int trainPercent, String seed) implements SplitRule {}
  }

  /** The column of a role. */
  public Optional<Source> role(Role role) {
    return Optional.ofNullable(roles.get(role));
  }

  /** The role of a column, if it has one; the first of several. */
  public Optional<Role> roleOf(Source source) {
    for (Role role : Role.values()) {
      if (source.equals(roles.get(role))) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  /** The column of a role that the definition could not have been resolved without. */
  public Source required(Role role) {
    return role(role)
        .orElseThrow(() -> new IllegalStateException("Cannot do without the role " + role));
  }

  /** Whether rows without a timestamp are left out. */
  public boolean needsDates() {
    return days != null || split instanceof SplitRule.ByTime;
  }
}
