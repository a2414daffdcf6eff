package io.granary.warehouse.joins;

import io.granary.warehouse.Table;
import io.granary.warehouse.WarehouseSource;
import io.granary.warehouse.sql.Dialect;
import java.util.ArrayList;
import java.util.List;

/** The queries by which joins are found and checked, as texts: nothing is asked here. */
public final class JoinQueries {
  /** Few enough that their different values are counted in little memory. */
  private static final int COLUMNS_PER_QUERY = 50;

  private static final int PAIRS_PER_QUERY = 8;

  private final Dialect dialect;
  private final WarehouseSource source;
  private final PairSql pairSql;

  public JoinQueries(Dialect dialect, WarehouseSource source) {
    this.dialect = dialect;
    this.source = source;
    this.pairSql = new PairSql(dialect, source);
  }

  /** What is asked of a table: of those of its columns that may be keys, some at a time. */
  public List<String> measuring(Table table) {
    return chunks(Candidates.columns(table)).stream().map(some -> measuring(table, some)).toList();
  }

  /** What is asked of pairs, some at a time; what nothing compares is not asked for. */
  public List<String> comparing(List<KeyPair> pairs) {
    return batches(pairs.stream().filter(KeyPair::isComparable).toList()).stream()
        .map(pairSql::select)
        .toList();
  }

  String measuring(Table table, List<Table.Place> columns) {
    return MeasureSql.select(dialect, source, table, columns);
  }

  String comparingAtOnce(List<KeyPair> pairs) {
    return pairSql.select(pairs);
  }

  /** Columns that one query measures. */
  static List<List<Table.Place>> chunks(List<Table.Place> columns) {
    return parts(columns, COLUMNS_PER_QUERY);
  }

  /** Pairs that one query compares. */
  static List<List<KeyPair>> batches(List<KeyPair> pairs) {
    return parts(pairs, PAIRS_PER_QUERY);
  }

  private static <T> List<List<T>> parts(List<T> all, int most) {
    List<List<T>> parts = new ArrayList<>();
    for (int i = 0; i < all.size(); i += most) {
      parts.add(all.subList(i, Math.min(all.size(), i + most)));
    }
    return parts;
  }
}
