package io.granary.warehouse.sql;

import io.granary.warehouse.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** A value of a type that can be written in SQL; never null, never a text that becomes SQL. */
public sealed interface Literal {
  /** What is finer than a microsecond is cut. */
  DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  /** What is finer than a microsecond is cut. */
  DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSSSSS");

  /** The type of the column that it can be compared with. */
  ColumnType type();

  /** Any text without the character NUL. */
  record Text(String value) implements Literal {
    public Text {
      if (value.indexOf('\0') >= 0) {
        throw new IllegalArgumentException("Cannot write a text with the character NUL");
      }
    }

    @Override
    public ColumnType type() {
      return ColumnType.STRING;
    }
  }

  record Int(long value) implements Literal {
    @Override
    public ColumnType type() {
      return ColumnType.INT64;
    }
  }

  /** A finite number. */
  record Real(double value) implements Literal {
    public Real {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("Cannot write a number that is not finite: " + value);
      }
    }

    @Override
    public ColumnType type() {
      return ColumnType.FLOAT64;
    }
  }

  /** A decimal number of at most 29 digits before and 9 after the point. */
  record Decimal(BigDecimal value) implements Literal {
    @Override
    public ColumnType type() {
      return ColumnType.NUMERIC;
    }
  }

  record Bool(boolean value) implements Literal {
    @Override
    public ColumnType type() {
      return ColumnType.BOOL;
    }
  }

  record Date(LocalDate value) implements Literal {
    @Override
    public ColumnType type() {
      return ColumnType.DATE;
    }
  }

  record DateTime(LocalDateTime value) implements Literal {
    /** As every dialect writes it, to the microsecond. */
    String text() {
      return DATE_TIME.format(value);
    }

    @Override
    public ColumnType type() {
      return ColumnType.DATETIME;
    }
  }

  record Time(LocalTime value) implements Literal {
    /** As every dialect writes it, to the microsecond. */
    String text() {
      return TIME.format(value);
    }

    @Override
    public ColumnType type() {
      return ColumnType.TIME;
    }
  }

  record Timestamp(Instant value) implements Literal {
    /** In UTC, as every dialect writes it before the zone, to the microsecond. */
    String text() {
      return DATE_TIME.format(value.atOffset(ZoneOffset.UTC));
    }

    @Override
    public ColumnType type() {
      return ColumnType.TIMESTAMP;
    }
  }
}
