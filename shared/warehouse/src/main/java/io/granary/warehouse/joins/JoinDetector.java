package io.granary.warehouse.joins;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.warehouse.LeftOut;
import io.granary.warehouse.Table;
import io.granary.warehouse.Warehouse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  private final Warehouse warehouse;
  private final UUID id;
  private final @Nullable Long maxBytes;

  /** A query that is asked again is found again, and billed once. */
  private final Set<UUID> billed = new HashSet<>();

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
  }

  /**
   * Joins among tables, and of a table with itself.
   *
   * @param leftOut takes what the search leaves out, and says whether tables may be
   * @throws GranaryException what the warehouse says of a table that may not be left out
   */
  public Detection search(List<Table> tables, LeftOut leftOut) {
    if (tables.size() > MAX_TABLES) {
      leftOut.add(
          "Only the first %d of %d tables were looked at.".formatted(MAX_TABLES, tables.size()));
    }
    JoinAnswers answers = answers();
    List<Measured> columns =
        leftOut
            .each(
                tables.subList(0, Math.min(MAX_TABLES, tables.size())),
                Table::name,
                table -> answers.measured(table, columns(table, leftOut)))
            .stream()
            .flatMap(List::stream)
            .toList();
    List<Candidate> candidates = Candidates.likeliest(Candidates.pairs(columns), leftOut);
    Map<Candidate, Figures> compared = compare(candidates, leftOut, answers);
    return new Detection(Ranking.of(compared), leftOut.sentences(), answers.bytes());
  }

  /**
   * Checks joins that somebody made, in their order.
   *
   * @throws GranaryException BUDGET_EXCEEDED when one would read more than a query may
   */
  public CheckedJoins check(List<KeyPair> pairs) {
    JoinAnswers answers = answers();
    Iterator<Optional<Figures>> compared =
        answers.compared(pairs.stream().filter(KeyPair::isComparable).toList()).iterator();
    List<JoinCheck> checks = new ArrayList<>();
    for (KeyPair pair : pairs) {
      checks.add(
          pair.isComparable()
              ? Checks.of(pair, compared.next().orElseThrow(() -> tooLarge(pair)))
              : Checks.incomparable(pair));
    }
    return new CheckedJoins(checks, answers.bytes());
  }

  private JoinAnswers answers() {
    return new JoinAnswers(warehouse, id, maxBytes, billed);
  }

  private static List<Table.Place> columns(Table table, LeftOut leftOut) {
    List<Table.Place> columns = Candidates.columns(table);
    if (columns.size() <= Candidates.MAX_COLUMNS) {
      return columns;
    }
    leftOut.add(
        "Only %d of %d columns of %s that may be keys were looked at."
            .formatted(Candidates.MAX_COLUMNS, columns.size(), table.name()));
    return columns.subList(0, Candidates.MAX_COLUMNS);
  }

  private static Map<Candidate, Figures> compare(
      List<Candidate> candidates, LeftOut leftOut, JoinAnswers answers) {
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
    List<Optional<Figures>> compared =
        answers.compared(seen.stream().map(Candidate::pair).toList());
    for (int i = 0; i < seen.size(); i++) {
      Candidate candidate = seen.get(i);
      compared
          .get(i)
          .ifPresentOrElse(
              found -> figures.put(candidate, found),
              () ->
                  leftOut.add(
                      "%s and %s were not compared: that would read more than a query may."
                          .formatted(
                              candidate.pair().left().label(), candidate.pair().right().label())));
    }
    return figures;
  }

  private static GranaryException tooLarge(KeyPair pair) {
    return new GranaryException(
        Code.BUDGET_EXCEEDED,
        "Cannot check the join %s: that would read more than a query may.".formatted(pair.label()));
  }
}
