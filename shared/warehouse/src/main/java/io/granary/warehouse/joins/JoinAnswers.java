package io.granary.warehouse.joins;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.warehouse.Query;
import io.granary.warehouse.Rows;
import io.granary.warehouse.Table;
import io.granary.warehouse.Warehouse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a warehouse says of columns and pairs, and how much it has read for it. */
final class JoinAnswers {
  private static final String PURPOSE = "joins";

  private final Warehouse warehouse;
  private final UUID id;
  private final @Nullable Long maxBytes;
  private final JoinQueries queries;
  private final Set<UUID> billed;
  private long bytes;

  /**
   * Begins without having read anything.
   *
   * @param billed the queries whose bytes count no more; those that are asked join them
   */
  JoinAnswers(Warehouse warehouse, UUID id, @Nullable Long maxBytes, Set<UUID> billed) {
    this.warehouse = warehouse;
    this.id = id;
    this.maxBytes = maxBytes;
    this.billed = billed;
    this.queries = new JoinQueries(warehouse.dialect(), warehouse.source());
  }

  /** What has been read so far. */
  long bytes() {
    return bytes;
  }

  List<Measured> measured(Table table, List<Table.Place> columns) {
    List<Measured> measured = new ArrayList<>();
    for (List<Table.Place> some : JoinQueries.chunks(columns)) {
      Rows rows = query(queries.measuring(table, some), 1);
      measured.addAll(MeasureSql.read(table, some, rows.values().getFirst()));
    }
    return measured;
  }

  /**
   * What the rows of pairs say, in the order of the pairs.
   *
   * @param pairs that can be compared
   * @return nothing for a pair whose comparison would read more than a query may
   */
  List<Optional<Figures>> compared(List<KeyPair> pairs) {
    List<Optional<Figures>> figures = new ArrayList<>();
    for (List<KeyPair> some : JoinQueries.batches(pairs)) {
      figures.addAll(comparedAtOnce(some));
    }
    return figures;
  }

  /** Compares some at once, and in halves when that would read more than one query may. */
  private List<Optional<Figures>> comparedAtOnce(List<KeyPair> some) {
    try {
      Rows rows = query(queries.comparingAtOnce(some), some.size());
      List<Optional<Figures>> figures =
          new ArrayList<>(Collections.nCopies(some.size(), Optional.empty()));
      for (List<@Nullable Object> row : rows.values()) {
        figures.set((int) MeasureSql.number(row.getFirst()), Optional.of(Figures.read(row)));
      }
      return figures;
    } catch (GranaryException e) {
      if (e.code() != Code.BUDGET_EXCEEDED) {
        throw e;
      }
      if (some.size() == 1) {
        return List.of(Optional.empty());
      }
      List<Optional<Figures>> figures =
          new ArrayList<>(comparedAtOnce(some.subList(0, some.size() / 2)));
      figures.addAll(comparedAtOnce(some.subList(some.size() / 2, some.size())));
      return figures;
    }
  }

  /** Asks under an id that is the same whenever the same is asked in this run. */
  private Rows query(String sql, int most) {
    byte[] name = (id + PURPOSE + sql).getBytes(StandardCharsets.UTF_8);
    UUID query = UUID.nameUUIDFromBytes(name);
    Rows rows = warehouse.query(new Query(query, PURPOSE, sql, maxBytes, most));
    if (billed.add(query)) {
      bytes += rows.bytes();
    }
    return rows;
  }
}
