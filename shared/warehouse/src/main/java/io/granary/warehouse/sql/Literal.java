package io.granary.warehouse.sql;

import io.granary.warehouse.ColumnType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;

/** A value of a type that can be written in SQL; never null, never a text that becomes SQL. */
public sealed interface Literal {
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
    @Override
    public ColumnType type() {
      return ColumnType.DATETIME;
    }
  }

  record Time(LocalTime value) implements Literal {
    @Override
    public ColumnType type() {
      return ColumnType.TIME;
    }
  }

  record Timestamp(Instant value) implements Literal {
    @Override
    public ColumnType type() {
      return ColumnType.TIMESTAMP;
    }
  }
}
