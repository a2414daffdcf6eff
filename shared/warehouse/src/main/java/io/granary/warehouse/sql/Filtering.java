package io.granary.warehouse.sql;

import io.granary.warehouse.ColumnType;
import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.definition.ResolvedDefinition.Condition;
import io.granary.warehouse.definition.ResolvedDefinition.Days;
import io.granary.warehouse.definition.ResolvedDefinition.Source;
import io.granary.warehouse.definition.ResolvedDefinition.SplitRule;
import io.granary.warehouse.definition.Role;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Conditions over the columns of a query, by the names that they have in it. */
final class Filtering {
  private final ResolvedDefinition definition;
  private final Names names;
  private final Dialect dialect;

  Filtering(ResolvedDefinition definition, Names names, Dialect dialect) {
    this.definition = definition;
    this.names = names;
    this.dialect = dialect;
  }

  String column(Source source) {
    return dialect.identifier(names.of(source));
  }

  /** What each row must fulfil by itself. */
  List<String> ofRows() {
    List<String> all = new ArrayList<>();
    if (definition.days() != null) {
      all.add(days(definition.days()));
    } else if (definition.needsDates()) {
      all.add(column(definition.required(Role.TIMESTAMP)) + " IS NOT NULL");
    }
    BigDecimal least = definition.revenueMin();
    if (least != null) {
      Source revenue = definition.required(Role.REVENUE);
      Literal value =
          revenue.type() == ColumnType.FLOAT64
              ? new Literal.Real(least.doubleValue())
              : new Literal.Decimal(least);
      all.add(comparable(revenue) + " >= " + dialect.literal(value));
    }
    definition.conditions().forEach(condition -> all.add(of(condition)));
    return all;
  }

  private String days(Days days) {
    return switch (days) {
      case Days.Rolling rolling ->
          "%s BETWEEN %s AND %s"
              .formatted(day(), dialect.daysBefore(asOf(), rolling.days()), asOf());
      case Days.Fixed fixed ->
          "%s BETWEEN %s AND %s".formatted(day(), literal(fixed.start()), literal(fixed.end()));
    };
  }

  private String day() {
    Source timestamp = definition.required(Role.TIMESTAMP);
    return dialect.day(column(timestamp), timestamp.type());
  }

  private String asOf() {
    return definition.asOf() == null ? dialect.today() : literal(definition.asOf());
  }

  private String literal(LocalDate day) {
    return dialect.literal(new Literal.Date(day));
  }

  String comparable(Source source) {
    return dialect.comparable(column(source), source.type());
  }

  private String of(Condition condition) {
    String column = comparable(condition.source());
    List<String> values = condition.values().stream().map(dialect::literal).toList();
    return switch (condition.operator()) {
      case EQUAL -> column + " = " + values.getFirst();
      case NOT_EQUAL -> column + " != " + values.getFirst();
      case LESS -> column + " < " + values.getFirst();
      case AT_MOST -> column + " <= " + values.getFirst();
      case MORE -> column + " > " + values.getFirst();
      case AT_LEAST -> column + " >= " + values.getFirst();
      case IN -> column + " IN (" + String.join(", ", values) + ")";
      case NOT_IN -> column + " NOT IN (" + String.join(", ", values) + ")";
      case BETWEEN -> column + " BETWEEN " + values.getFirst() + " AND " + values.getLast();
      case CONTAINS -> dialect.contains(column, values.getFirst());
      case STARTS_WITH -> dialect.startsWith(column, values.getFirst());
      case IS_NULL -> column(condition.source()) + " IS NULL";
      case IS_NOT_NULL -> column(condition.source()) + " IS NOT NULL";
    };
  }

  String isTrain() {
    return side(" <= ", " < ");
  }

  String isEval() {
    return side(" > ", " >= ");
  }

  private String side(String byDay, String byBucket) {
    return switch (definition.split()) {
      case null -> throw new IllegalArgumentException("Cannot divide a dataset that has no split");
      case SplitRule.ByTime byTime -> day() + byDay + dialect.daysBefore(asOf(), byTime.evalDays());
      case SplitRule.ByHash byHash ->
          dialect.bucket(key(byHash), 100) + byBucket + byHash.trainPercent();
    };
  }

  private String key(SplitRule.ByHash byHash) {
    return "CONCAT(COALESCE(%s, ''), '|', %s)"
        .formatted(
            dialect.text(column(byHash.key())), dialect.literal(new Literal.Text(byHash.seed())));
  }
}
