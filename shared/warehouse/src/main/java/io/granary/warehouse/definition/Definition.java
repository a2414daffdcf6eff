package io.granary.warehouse.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.Valid;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A dataset over tables as somebody writes it; nothing in it has been compared with tables yet,
 * which {@link Resolver} does. Absent lists are empty.
 *
 * @param primaryTable the table whose rows are the samples
 * @param secondaryTables tables that are joined to it; {@code employees as manager} gives a table a
 *     name of its own, so that it can be there twice
 * @param columns what the dataset has; none means every column of every table
 * @param columnMapping what columns mean
 * @param filters which rows belong to it
 * @param split how its rows are divided; null for none
 * @param asOf the day that rolling dates and a split by time count from; null for today
 */
@Introspected
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Definition(
    @NotNull @Size(min = 1, max = Definition.MAX_NAME) String primaryTable,
    @Nullable @Size(max = 20) List<@NotNull @Size(min = 1, max = MAX_NAME) String> secondaryTables,
    @Nullable @Size(max = 50) List<@NotNull @Valid Join> joins,
    @Nullable @Size(max = 1000) List<@NotNull @Valid ChosenColumn> columns,
    @Nullable @Valid ColumnMapping columnMapping,
    @Nullable @Valid Filters filters,
    @Nullable @Valid Split split,
    @Nullable LocalDate asOf) {
  /**
   * The most characters of the name of a table or column; BigQuery's own limits are 1,024 and 300.
   */
  public static final int MAX_NAME = 1024;

  public Definition {
    secondaryTables = secondaryTables == null ? List.of() : copy(secondaryTables);
    joins = joins == null ? List.of() : copy(joins);
    columns = columns == null ? List.of() : copy(columns);
    columnMapping = columnMapping == null ? ColumnMapping.NONE : columnMapping;
    filters = filters == null ? Filters.NONE : filters;
  }

  /** The same from another day on; a version has it so. */
  public Definition at(LocalDate day) {
    return new Definition(
        primaryTable, secondaryTables, joins, columns, columnMapping, filters, split, day);
  }

  /** A copy that lets nulls through, because validation names them. */
  @SuppressWarnings("NullAway")
  private static <T> List<T> copy(List<T> list) {
    return java.util.Collections.unmodifiableList(new java.util.ArrayList<>(list));
  }

  /**
   * How two tables belong together. Several of the same two tables and type are one join over all
   * of their columns.
   */
  @Introspected
  public record Join(
      @NotNull @Size(min = 1, max = MAX_NAME) String leftTable,
      @NotNull @Size(min = 1, max = MAX_NAME) String leftColumn,
      @NotNull @Size(min = 1, max = MAX_NAME) String rightTable,
      @NotNull @Size(min = 1, max = MAX_NAME) String rightColumn,
      @NotNull
          @Pattern(regexp = "inner|left|right|full", message = "must be inner, left, right or full")
          String type) {}

  /**
   * A column that is wanted.
   *
   * @param column its name, or the path of a field within a STRUCT ({@code address.city})
   * @param alias what it is called in the dataset; null for its own name
   */
  @Introspected
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ChosenColumn(
      @NotNull @Size(min = 1, max = MAX_NAME) String table,
      @NotNull @Size(min = 1, max = MAX_NAME) String column,
      @Nullable
          @Pattern(
              regexp = "[A-Za-z_][A-Za-z0-9_]{0,127}",
              message = "must have 1 to 128 letters, digits or '_', and no digit first")
          String alias) {}

  /** A column of a table. */
  @Introspected
  public record ColumnRef(
      @NotNull @Size(min = 1, max = MAX_NAME) String table,
      @NotNull @Size(min = 1, max = MAX_NAME) String column) {}

  /** What columns mean; each may be absent. */
  @Introspected
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ColumnMapping(
      @Nullable @Valid ColumnRef userId,
      @Nullable @Valid ColumnRef productId,
      @Nullable @Valid ColumnRef timestamp,
      @Nullable @Valid ColumnRef revenue,
      @Nullable @Valid ColumnRef category,
      @Nullable @Valid ColumnRef quantity,
      @Nullable @Valid ColumnRef rating,
      @Nullable @Valid ColumnRef sessionId) {
    /** Nothing is said. */
    public static final ColumnMapping NONE =
        new ColumnMapping(null, null, null, null, null, null, null, null);

    /** The column of a role. */
    public @Nullable ColumnRef get(Role role) {
      return switch (role) {
        case USER_ID -> userId;
        case PRODUCT_ID -> productId;
        case TIMESTAMP -> timestamp;
        case REVENUE -> revenue;
        case CATEGORY -> category;
        case QUANTITY -> quantity;
        case RATING -> rating;
        case SESSION_ID -> sessionId;
      };
    }
  }

  /**
   * Which rows belong to the dataset; what is absent lets all through.
   *
   * @param topProductsPercent products that bring this share of the revenue, best first
   * @param minTransactions rows that a user must have
   * @param revenueMin the least revenue of a row
   */
  @Introspected
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Filters(
      @Nullable @Valid DateRange dateRange,
      @Nullable
          @DecimalMin(value = "0", inclusive = false)
          @DecimalMax("100")
          @Digits(integer = 3, fraction = 6)
          BigDecimal topProductsPercent,
      @Nullable @Min(1) @Max(1_000_000_000) Long minTransactions,
      @Nullable @Digits(integer = 20, fraction = 9) BigDecimal revenueMin,
      @Nullable @Size(max = 50) List<@NotNull @Valid CustomerFilter> customerFilters) {
    /** All rows. */
    public static final Filters NONE = new Filters(null, null, null, null, null);

    public Filters {
      customerFilters = customerFilters == null ? List.of() : copy(customerFilters);
    }
  }

  /**
   * Days that rows lie on.
   *
   * @param type rolling with {@code days}, or fixed with {@code start} and {@code end}
   * @param days before the day that is counted from, which belongs to it too
   * @param start the first day
   * @param end the last day, which belongs to it
   */
  @Introspected
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record DateRange(
      @NotNull @Pattern(regexp = "rolling|fixed", message = "must be rolling or fixed") String type,
      @Nullable @Min(1) @Max(36_500) Integer days,
      @Nullable LocalDate start,
      @Nullable LocalDate end) {}

  /**
   * What a column's value must be. A row whose value is null passes only {@code is_null}.
   *
   * @param column the name of a column of the dataset, a role, or table and column with a dot
   * @param value a text, a number, a truth value or a list of these, as the operator needs
   */
  @Introspected
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record CustomerFilter(
      @NotNull @Size(min = 1, max = 2 * MAX_NAME + 1) String column,
      @NotNull
          @Pattern(
              regexp = "=|!=|<|<=|>|>=|in|not_in|between|contains|starts_with|is_null|is_not_null",
              message =
                  "must be one of =, !=, <, <=, >, >=, in, not_in, between, contains, starts_with,"
                      + " is_null, is_not_null")
          String operator,
      @Nullable JsonNode value) {}

  /**
   * How rows are divided into those to train on and those to evaluate with.
   *
   * @param strategy time with {@code eval_days}, or random with {@code train_percent}
   * @param evalDays the last days, to evaluate with
   * @param trainPercent of the hash values of the key, to train on
   * @param key what stays on one side, named as in customer filters; null for the user_id column
   * @param seed another one divides otherwise; null for the empty text
   */
  @Introspected
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Split(
      @NotNull @Pattern(regexp = "time|random", message = "must be time or random") String strategy,
      @Nullable @Min(1) @Max(36_500) Integer evalDays,
      @Nullable @Min(1) @Max(99) Integer trainPercent,
      @Nullable @Size(min = 1, max = 2 * MAX_NAME + 1) String key,
      @Nullable @Size(max = 200) String seed) {}
}
