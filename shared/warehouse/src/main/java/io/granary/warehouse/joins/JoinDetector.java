package io.granary.warehouse.joins;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.warehouse.Query;
import io.granary.warehouse.Rows;
import io.granary.warehouse.Table;
import io.granary.warehouse.Warehouse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds how tables belong together, and checks joins that somebody made.
 *
 * <p>Each column that may be a key is read once; then the rows of pairs that names, types, ends and
 * numbers of values allow are compared, several pairs in a query. Every figure that is told is over
 * all rows and exact.
 */
public final class JoinDetector {
  /** The most tables among which joins are searched. */
  public static final int MAX_TABLES = 50;

  private static final String PURPOSE = "joins";

  /** Few enough that their different values are counted in little memory. */
  private static final int COLUMNS_PER_QUERY = 50;

  private static final int PAIRS_PER_QUERY = 8;

  private final Warehouse warehouse;
  private final UUID id;
  private final @Nullable Long maxBytes;
  private final PairSql pairSql;

  /**
   * A detector that may ask a warehouse.
   *
   * @param id told again, the same queries are meant
   * @param maxBytes the most bytes that one query may read; null for no limit
   */
  public JoinDetector(Warehouse warehouse, UUID id, @Nullable Long maxBytes) {
    this.warehouse = warehouse;
    this.id = id;
    this.maxBytes = maxBytes;
    this.pairSql = new PairSql(warehouse.dialect(), warehouse.source());
  }

  /** Joins among tables, and of a table with itself; the surest first. */
  public List<DetectedJoin> detect(List<Table> tables) {
    return search(tables).joins();
  }

  /** Joins among tables as {@link #detect} gives them, with what the search has left out. */
  public Detection search(List<Table> tables) {
    List<String> leftOut = new ArrayList<>();
    if (tables.size() > MAX_TABLES) {
      leftOut.add(
          "Only the first %d of %d tables were looked at.".formatted(MAX_TABLES, tables.size()));
    }
    var spent = new Spent();
    List<Measured> columns = new ArrayList<>();
    for (Table table : tables.subList(0, Math.min(MAX_TABLES, tables.size()))) {
      columns.addAll(measure(table, leftOut, spent));
    }
    List<Candidate> candidates = Candidates.likeliest(Candidates.pairs(columns), leftOut);
    return new Detection(Ranking.of(compare(candidates, leftOut, spent)), leftOut, spent.bytes);
  }

  /**
   * Checks a join that somebody made.
   *
   * @throws IllegalArgumentException when the keys have not as many columns
   */
  public JoinCheck check(JoinKey left, JoinKey right) {
    if (left.columns().size() != right.columns().size()) {
      throw new IllegalArgumentException(
          "Cannot compare %s with %s: one has more columns".formatted(left.label(), right.label()));
    }
    var pair = new PairSql.Pair(left, right);
    if (!pair.isComparable()) {
      return Checks.incomparable(pair);
    }
    Rows rows = query(pairSql.select(List.of(pair)), 1);
    return Checks.of(pair, Figures.read(rows.values().getFirst()), rows.bytes());
  }

  private List<Measured> measure(Table table, List<String> leftOut, Spent spent) {
    List<Table.Place> columns = Candidates.columns(table);
    if (columns.size() > Candidates.MAX_COLUMNS) {
      leftOut.add(
          "Only %d of %d columns of %s that may be keys were looked at."
              .formatted(Candidates.MAX_COLUMNS, columns.size(), table.name()));
      columns = columns.subList(0, Candidates.MAX_COLUMNS);
    }
    List<Measured> measured = new ArrayList<>();
    for (int i = 0; i < columns.size(); i += COLUMNS_PER_QUERY) {
      List<Table.Place> some = columns.subList(i, Math.min(columns.size(), i + COLUMNS_PER_QUERY));
      String sql = MeasureSql.select(warehouse.dialect(), warehouse.source(), table, some);
      Rows rows = query(sql, 1);
      spent.bytes += rows.bytes();
      measured.addAll(MeasureSql.read(table, some, rows.values().getFirst()));
    }
    return measured;
  }

  private Map<Candidate, Figures> compare(
      List<Candidate> candidates, List<String> leftOut, Spent spent) {
    Map<Candidate, Figures> figures = new HashMap<>();
    List<Candidate> seen = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (candidate.isUnseen()) {
        figures.put(candidate, Figures.unseen(candidate));
      } else {
        seen.add(candidate);
      }
    }
    seen.sort(
        Comparator.comparing((Candidate each) -> each.left().table().name())
            .thenComparing(each -> each.right().table().name()));
    for (int i = 0; i < seen.size(); i += PAIRS_PER_QUERY) {
      compare(seen.subList(i, Math.min(seen.size(), i + PAIRS_PER_QUERY)), figures, leftOut, spent);
    }
    return figures;
  }

  /** Compares some at once, and in halves when that would read more than one query may. */
  private void compare(
      List<Candidate> some, Map<Candidate, Figures> figures, List<String> leftOut, Spent spent) {
    try {
      String sql = pairSql.select(some.stream().map(Candidate::pair).toList());
      Rows rows = query(sql, some.size());
      spent.bytes += rows.bytes();
      for (List<@Nullable Object> row : rows.values()) {
        figures.put(some.get((int) MeasureSql.number(row.getFirst())), Figures.read(row));
      }
    } catch (GranaryException e) {
      if (e.code() != Code.BUDGET_EXCEEDED) {
        throw e;
      }
      if (some.size() == 1) {
        PairSql.Pair pair = some.getFirst().pair();
        leftOut.add(
            "%s and %s were not compared: that would read more than a query may."
                .formatted(pair.left().label(), pair.right().label()));
      } else {
        compare(some.subList(0, some.size() / 2), figures, leftOut, spent);
        compare(some.subList(some.size() / 2, some.size()), figures, leftOut, spent);
      }
    }
  }

  /** Asks under an id that is the same whenever the same is asked in this run. */
  private Rows query(String sql, int rows) {
    byte[] name = (id + PURPOSE + sql).getBytes(StandardCharsets.UTF_8);
    return warehouse.query(new Query(UUID.nameUUIDFromBytes(name), PURPOSE, sql, maxBytes, rows));
  }

  /** What has been read so far. */
  private static final class Spent {
    private long bytes;
  }
}
