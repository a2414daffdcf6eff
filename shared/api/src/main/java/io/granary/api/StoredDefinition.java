package io.granary.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.Dataset;
import io.granary.warehouse.WarehouseSource;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.definition.ResolvedDefinition;
import io.granary.warehouse.sql.DatasetSql;
import io.granary.warehouse.sql.DatasetSql.Part;
import io.granary.warehouse.sql.Dialect;
import java.util.Locale;

/**
 * The definition of a dataset over tables, compared with the columns that the tables were last
 * found to have.
 *
 * @param definition as it was written
 * @param resolved the same
 * @param source where the model's tables are, or were when the version was made
 * @param frozenSql by dialect and part, what a version has kept; nothing for the definition of now
 */
public record StoredDefinition(
    Dataset dataset,
    Definition definition,
    ResolvedDefinition resolved,
    WarehouseSource source,
    JsonNode frozenSql) {
  /** The query of a part: the one that a version has kept, else written anew. */
  public String select(Part part, Dialect dialect) {
    return frozenSql
        .path(dialect.name())
        .path(part.name().toLowerCase(Locale.ROOT))
        .asText(new DatasetSql(resolved, source, dialect).select(part));
  }
}
