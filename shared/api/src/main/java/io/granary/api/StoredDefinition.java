package io.granary.api;

import io.granary.database.Dataset;
import io.granary.warehouse.WarehouseSource;
import io.granary.warehouse.definition.Definition;
import io.granary.warehouse.definition.ResolvedDefinition;

/**
 * The definition of a dataset over tables, compared with the columns that the tables were last
 * found to have.
 *
 * @param definition as it was written
 * @param resolved the same
 * @param source where the model's tables are
 */
public record StoredDefinition(
    Dataset dataset, Definition definition, ResolvedDefinition resolved, WarehouseSource source) {}
