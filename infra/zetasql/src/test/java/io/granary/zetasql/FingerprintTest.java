package io.granary.zetasql;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.duckdb.FarmFingerprint;
import io.granary.warehouse.Column;
import io.granary.warehouse.ColumnType;
import io.granary.warehouse.Table;
import io.granary.warehouse.sql.Dialect;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** FARM_FINGERPRINT and the bucket of a key are the same numbers to both engines. */
final class FingerprintTest {
  private static final int ROWS = 5_000;
  private static final Table KEYS =
      new Table(
          "keys",
          List.of(
              Column.of("id", ColumnType.INT64),
              Column.of("text", ColumnType.STRING),
              Column.of("day", ColumnType.DATE),
              Column.of("truth", ColumnType.BOOL)));

  private static World world() {
    var dice = new Dice(1);
    var cells = new Cells(dice);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(i % 50 == 0 ? null : dice.number() >> dice.below(64));
      row.add(i % 50 == 1 ? null : text(dice));
      row.add(i % 50 == 2 ? null : cells.of(ColumnType.DATE));
      row.add(i % 50 == 3 ? null : dice.chance(50));
      rows.add(row);
    }
    return new World(List.of(KEYS), Map.of("keys", rows));
  }

  /** Of every length class of the hash: 0 to 16, 17 to 32, 33 to 64 bytes, and more. */
  private static String text(Dice dice) {
    var text = new StringBuilder();
    for (int left = dice.below(200 >> dice.below(6)); left > 0; left--) {
      text.appendCodePoint(dice.chance(80) ? dice.between(32, 126) : dice.between(0xa0, 0xd7ff));
    }
    return text.toString();
  }

  private static String select(Dialect dialect) {
    List<String> items = new ArrayList<>();
    for (Column column : KEYS.columns()) {
      String name = dialect.identifier(column.name());
      items.add(name);
      items.add("farm_fingerprint(" + dialect.text(name) + ")");
      items.add(dialect.bucket(dialect.text(name), 100));
    }
    return "SELECT %s FROM %s"
        .formatted(String.join(", ", items), dialect.table(Analyser.SOURCE, KEYS.name()));
  }

  @Test
  void bothEnginesGiveTheSameFingerprintsAndBucketsForKeysOfEveryType() throws SQLException {
    World world = world();
    try (var reference = new Reference(world);
        var duck = new Duck()) {
      duck.load(world);
      var expected = reference.query(select(Dialect.bigQuery()));
      assertThat(Bag.of(duck.query(select(Dialect.duckDb())))).isEqualTo(Bag.of(expected));
      assertThat(expected).hasSize(ROWS);
      for (List<@Nullable Object> row : expected) {
        Object text = row.get(3);
        assertThat(row.get(4)).isEqualTo(text == null ? null : FarmFingerprint.of((String) text));
        assertThat(row.get(5) == null || (long) row.get(5) >= 0 && (long) row.get(5) < 100)
            .isTrue();
      }
    }
  }
}
