package io.granary.warehouse.definition;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.sql.Literal;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/** Reads values of a definition as the types of the columns that they are compared with. */
final class Values {
  private static final int MAX_TEXT = 10_000;
  private static final LocalDate FIRST_DAY = LocalDate.of(1000, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

  private Values() {}

  /** What a value for a column must look like. */
  static String expected(ColumnType type) {
    return switch (type) {
      case STRING -> "a text of at most %,d characters without NUL".formatted(MAX_TEXT);
      case BOOL -> "true or false";
      case INT64, NUMERIC, BIGNUMERIC -> "a number of at most 29 digits, and 9 after the point";
      case FLOAT64 -> "a number";
      case DATE -> "a date from 1000 to 9999 such as \"2026-01-31\"";
      case DATETIME -> "a date and time such as \"2026-01-31T12:00:00\"";
      case TIME -> "a time of day such as \"12:00:00\"";
      case TIMESTAMP -> "a time such as \"2026-01-31T12:00:00Z\", or a date";
      default -> "absent, because columns of type " + type + " are not compared";
    };
  }

  /** Reads a value; empty when it is none of the type. */
  static Optional<Literal> read(ColumnType type, JsonNode value) {
    try {
      return switch (type) {
        case STRING ->
            value.isTextual() && isWritable(value.asText())
                ? Optional.of(new Literal.Text(value.asText()))
                : Optional.empty();
        case BOOL ->
            value.isBoolean() ? Optional.of(new Literal.Bool(value.asBoolean())) : Optional.empty();
        case INT64, NUMERIC, BIGNUMERIC -> exact(value);
        case FLOAT64 ->
            value.isNumber() && Double.isFinite(value.doubleValue())
                ? Optional.of(new Literal.Real(value.doubleValue()))
                : Optional.empty();
        case DATE -> text(value).map(LocalDate::parse).filter(Values::isDay).map(Literal.Date::new);
        case DATETIME ->
            text(value)
                .map(LocalDateTime::parse)
                .filter(time -> isDay(time.toLocalDate()))
                .map(Literal.DateTime::new);
        case TIME -> text(value).map(LocalTime::parse).map(Literal.Time::new);
        case TIMESTAMP -> text(value).flatMap(Values::timestamp);
        default -> Optional.empty();
      };
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(JsonNode value) {
    return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
  }

  private static Optional<Literal> exact(JsonNode value) {
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return Optional.of(new Literal.Int(value.asLong()));
    }
    if (!value.isNumber() || value.isDouble() && !Double.isFinite(value.doubleValue())) {
      return Optional.empty();
    }
    return decimal(value.isDouble() ? BigDecimal.valueOf(value.asDouble()) : value.decimalValue());
  }

  /** A number that NUMERIC holds. */
  static Optional<Literal> decimal(BigDecimal number) {
    BigDecimal plain = number.stripTrailingZeros();
    return plain.scale() <= 9 && plain.precision() - plain.scale() <= 29
        ? Optional.of(new Literal.Decimal(plain))
        : Optional.empty();
  }

  private static Optional<Literal> timestamp(String text) {
    Instant instant =
        text.length() == 10
            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
            : OffsetDateTime.parse(text).toInstant();
    return isDay(LocalDate.ofInstant(instant, ZoneOffset.UTC))
        ? Optional.of(new Literal.Timestamp(instant))
        : Optional.empty();
  }

  static boolean isDay(LocalDate day) {
    return !day.isBefore(FIRST_DAY) && !day.isAfter(LAST_DAY);
  }

  /** Whether every warehouse takes a text: it is not endless, has no NUL and is whole as UTF-8. */
  static boolean isWritable(String text) {
    return text.length() <= MAX_TEXT
        && text.indexOf('\0') < 0
        && StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }
}
