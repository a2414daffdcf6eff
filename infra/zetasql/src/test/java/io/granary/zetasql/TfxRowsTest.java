package io.granary.zetasql;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.warehouse.ColumnType;
import io.granary.warehouse.definition.ResolvedDefinition.Output;
import io.granary.warehouse.sql.DatasetSql.Part;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The form for TFX, run by Google's reference implementation, gives the rows that DuckDB gives,
 * each value in the type that TFX reads.
 */
final class TfxRowsTest {
  private static final int SEEDS = 120;
  private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("HH:mm:ss");

  private static Duck duck;

  @BeforeAll
  static void open() throws SQLException {
    duck = new Duck();
  }

  @AfterAll
  static void close() throws SQLException {
    duck.close();
  }

  @Test
  void tfxReadsTheRowsOfTheDataset() {
    var rows = new AtomicInteger();
    Seeds.each(
        SEEDS,
        seed -> {
          Case made = Case.executed(seed);
          duck.load(made.world());
          try (var reference = new Reference(made.world())) {
            for (Part part : made.parts()) {
              String sql = made.bigQuery().tfx(part);
              Optional<Bag> actual = Overflow.orRows(() -> reference.query(sql)).map(Bag::of);
              Optional<Bag> expected =
                  Overflow.orRows(() -> duck.query(made.duckDb().select(part)))
                      .map(found -> Bag.of(forTfx(made, found)));
              assertThat(actual).as(sql).isEqualTo(expected);
              actual.ifPresent(bag -> rows.addAndGet(bag.size()));
            }
          }
        });
    assertThat(rows).hasPositiveValue();
  }

  private static List<List<@Nullable Object>> forTfx(Case made, List<List<@Nullable Object>> rows) {
    List<List<@Nullable Object>> all = new ArrayList<>();
    for (List<@Nullable Object> row : rows) {
      List<@Nullable Object> converted = new ArrayList<>();
      for (int i = 0; i < row.size(); i++) {
        converted.add(forTfx(made.resolved().outputs().get(i), row.get(i)));
      }
      all.add(converted);
    }
    return all;
  }

  /** An array that is null is an empty one where its values must be cast. */
  private static @Nullable Object forTfx(Output output, @Nullable Object value) {
    ColumnType type = output.source().type();
    if (!output.source().column().isRepeated()) {
      return value == null ? null : one(type, value);
    }
    if (value instanceof List<?> list) {
      return list.stream().map(each -> one(type, each)).toList();
    }
    return isCast(type) ? List.of() : value;
  }

  private static boolean isCast(ColumnType type) {
    return switch (type) {
      case INT64, FLOAT64, BOOL, STRING -> false;
      default -> true;
    };
  }

  private static Object one(ColumnType type, Object value) {
    return switch (value) {
      case Instant time -> time.getEpochSecond();
      case LocalDateTime time -> time.toEpochSecond(ZoneOffset.UTC);
      case BigDecimal number -> number.doubleValue();
      case LocalTime time ->
          time.equals(time.truncatedTo(ChronoUnit.SECONDS))
              ? time.format(SECONDS)
              : time.toString();
      case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
      default -> type == ColumnType.DATE ? value.toString() : value;
    };
  }
}
