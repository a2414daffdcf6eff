package io.granary.definitions;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.warehouse.LeftOut;
import io.granary.warehouse.Table;
import io.granary.warehouse.TableInfo;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tables of a warehouse that are looked at together. */
final class Tables {
  /** The most tables that are looked at together. */
  static final int MAX = 50;

  private Tables() {}

  /**
   * Which tables are wanted.
   *
   * @param tables names of tables; all when it is left out, of which there may be 50
   */
  @Introspected
  record Request(@Nullable @Size(min = 1, max = MAX) List<@NotNull String> tables) {}

  /**
   * What is asked of a job.
   *
   * @param tables in the order of their names, each once
   * @param choice null as {@code NAMED}
   */
  record Asked(UUID modelId, List<String> tables, @Nullable Choice choice) {}

  /** How tables have come to be looked at. */
  enum Choice {
    /** Somebody has named them. */
    NAMED,
    /** They are all that there are. */
    ALL;

    /** What takes those that cannot be looked at. */
    static LeftOut leftOut(@Nullable Choice choice) {
      return choice == ALL ? LeftOut.ofAll() : LeftOut.ofNamed();
    }
  }

  /**
   * Finds the tables that are wanted.
   *
   * @throws GranaryException VALIDATION_FAILED when one is not there, or all are too many
   */
  static Asked asked(UUID model, ModelWarehouse opened, Request request) {
    Set<String> all =
        opened.warehouse().tables().stream()
            .map(TableInfo::tableId)
            .collect(Collectors.toCollection(TreeSet::new));
    List<String> wanted = request.tables() == null ? List.copyOf(all) : request.tables();
    List<Violation> violations = new ArrayList<>();
    if (wanted.size() > MAX) {
      violations.add(
          new Violation(
              "/tables", "must name at most %d of the %d tables".formatted(MAX, wanted.size())));
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (!all.contains(wanted.get(i))) {
        violations.add(new Violation("/tables/" + i, "is no table of the warehouse"));
      }
    }
    if (!violations.isEmpty()) {
      throw new GranaryException(
          Code.VALIDATION_FAILED,
          "Cannot take the request: %d problem(s) found.".formatted(violations.size()),
          violations);
    }
    return new Asked(
        model,
        List.copyOf(new TreeSet<>(wanted)),
        request.tables() == null ? Choice.ALL : Choice.NAMED);
  }

  /** Tables with their columns. */
  static List<Table> of(ModelWarehouse opened, List<String> names, LeftOut leftOut) {
    return leftOut.each(names, name -> name, opened::table);
  }
}
