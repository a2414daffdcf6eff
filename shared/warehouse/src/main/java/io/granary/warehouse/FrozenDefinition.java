package io.granary.warehouse;

import io.granary.domain.Sha256;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.definition.Resolver;
import io.granary.warehouse.sql.DatasetSql;
import io.granary.warehouse.sql.DatasetSql.Part;
import io.granary.warehouse.sql.Dialect;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A definition that does not move with the day, with everything that its rows follow from.
 *
 * @param definition with the day that it counts from
 * @param tables those that it reads, as they were
 * @param sql by dialect and part: full, and train and eval when there is a split
 */
public record FrozenDefinition(
    Definition definition, List<Table> tables, Map<String, Map<String, String>> sql) {
  /**
   * Freezes a definition.
   *
   * @param tables those that it was last compared with
   * @throws io.granary.domain.GranaryException with every problem, also with the day
   */
  public static FrozenDefinition of(
      Definition definition, LocalDate asOf, List<Table> tables, WarehouseSource source) {
    Definition frozen = definition.at(asOf);
    ResolvedDefinition resolved = Resolver.resolve(frozen, TableSchemas.lookup(tables));
    Map<String, Map<String, String>> sql = new LinkedHashMap<>();
    for (Dialect dialect : List.of(Dialect.bigQuery(), Dialect.duckDb())) {
      sql.put(dialect.name(), parts(new DatasetSql(resolved, source, dialect), resolved));
    }
    return new FrozenDefinition(frozen, TableSchemas.of(resolved), sql);
  }

  private static Map<String, String> parts(DatasetSql sql, ResolvedDefinition resolved) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (Part part : resolved.split() == null ? new Part[] {Part.FULL} : Part.values()) {
      parts.put(part.name().toLowerCase(Locale.ROOT), sql.select(part));
    }
    return parts;
  }

  /** The SHA-256 of all of it as canonical JSON, 64 hexadecimal digits. */
  public String digest() {
    return Sha256.hex(
        CanonicalJson.write(
            Map.of(
                "definition", definition,
                "tables", TableSchemas.tree(tables),
                "sql", sql)));
  }
}
