package io.granary.zetasql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.granary.warehouse.Column;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import io.granary.warehouse.sql.Dialect;
import io.granary.warehouse.sql.Literal;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A value that is written as SQL is that value to both engines, and a name that name. */
final class LiteralsTest {
  private static final int SEEDS = 60;

  private static Reference reference;
  private static Duck duck;

  @BeforeAll
  static void open() throws SQLException {
    reference = new Reference(new World(List.of(), Map.of()));
    duck = new Duck();
  }

  @AfterAll
  static void close() throws SQLException {
    reference.close();
    duck.close();
  }

  private static @Nullable Object read(Dialect dialect, Literal literal) throws SQLException {
    String sql = "SELECT " + dialect.literal(literal) + " AS x";
    return (dialect.name().equals("duckdb") ? duck.query(sql) : reference.query(sql))
        .getFirst()
        .getFirst();
  }

  private static void assertSame(Literal literal, Object value) throws SQLException {
    for (Dialect dialect : List.of(Dialect.bigQuery(), Dialect.duckDb())) {
      assertThat(Bag.of(List.of(List.of(read(dialect, literal)))))
          .as(dialect.literal(literal))
          .isEqualTo(Bag.of(List.of(List.of(value))));
    }
  }

  @Test
  void hostileTextsComeBackAsTheyWere() throws SQLException {
    for (String text : Hostile.texts()) {
      assertSame(new Literal.Text(text), text);
    }
    assertThatThrownBy(() -> new Literal.Text("a\0b"))
        .hasMessage("Cannot write a text with the character NUL");
  }

  @Test
  void anyTextComesBackAsItWas() {
    Seeds.each(
        SEEDS,
        seed -> {
          String text = Hostile.text(new Dice(seed));
          assertSame(new Literal.Text(text), text);
          assertThat(Dialect.bigQuery().literal(new Literal.Text(text)))
              .doesNotContain("@span")
              .doesNotContain("\n");
        });
  }

  @Test
  void anyNumberAndTimeComesBackAsItWas() {
    Seeds.each(
        SEEDS,
        seed -> {
          var dice = new Dice(seed);
          long number = dice.number() >> dice.below(64);
          assertSame(new Literal.Int(number), number);
          double real = Double.longBitsToDouble(dice.number());
          if (Double.isFinite(real)) {
            assertSame(new Literal.Real(real), real);
          }
          double price = (number >> 20) / 100.0;
          assertSame(new Literal.Real(price), price);
          BigDecimal decimal = BigDecimal.valueOf(number, dice.below(10));
          assertSame(new Literal.Decimal(decimal), decimal);
          long micros = Math.floorMod(dice.number(), 86_400_000_000L);
          LocalTime time = LocalTime.ofNanoOfDay(micros * 1000);
          LocalDate day = LocalDate.of(1000, 1, 1).plusDays(dice.below(3_287_181));
          assertSame(new Literal.Time(time), time);
          assertSame(new Literal.Date(day), day);
          assertSame(new Literal.DateTime(day.atTime(time)), day.atTime(time));
          Instant instant = day.atTime(time).toInstant(java.time.ZoneOffset.UTC);
          assertSame(new Literal.Timestamp(instant), instant);
        });
  }

  @Test
  void theEndsOfWhatTypesHoldComeBackAsTheyWere() throws SQLException {
    assertSame(new Literal.Int(Long.MIN_VALUE), Long.MIN_VALUE);
    assertSame(new Literal.Int(Long.MAX_VALUE), Long.MAX_VALUE);
    assertSame(new Literal.Real(Double.MIN_VALUE), Double.MIN_VALUE);
    assertSame(new Literal.Real(-Double.MAX_VALUE), -Double.MAX_VALUE);
    var most = new BigDecimal("99999999999999999999999999999.999999999");
    assertSame(new Literal.Decimal(most), most);
    assertSame(new Literal.Decimal(most.negate()), most.negate());
    assertSame(new Literal.Bool(true), true);
    LocalDateTime last = LocalDateTime.of(9999, 12, 31, 23, 59, 59, 999_999_000);
    assertSame(new Literal.DateTime(last), last);
  }

  @Test
  void hostileNamesAreReadAsOneNameEach() throws SQLException {
    for (String name : Names.odd()) {
      var world =
          new World(
              List.of(new Table(name, List.of(Column.of(name, ColumnType.STRING)))),
              Map.of(name, List.of(List.of("it"))));
      duck.load(world);
      assertThat(duck.query(select(Dialect.duckDb(), name))).isEqualTo(List.of(List.of("it")));
      try (var named = new Reference(world)) {
        assertThat(named.query(select(Dialect.bigQuery(), name))).isEqualTo(List.of(List.of("it")));
      }
    }
  }

  private static String select(Dialect dialect, String name) {
    return "SELECT %s.%s FROM %s AS %s"
        .formatted(
            dialect.identifier("t"),
            dialect.identifier(name),
            dialect.table(Analyser.SOURCE, name),
            dialect.identifier("t"));
  }
}
