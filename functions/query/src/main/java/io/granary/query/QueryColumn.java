package io.granary.query;

import org.jspecify.annotations.Nullable;

/**
 * A column that a query gives.
 *
 * @param type as BigQuery names it; an array's is ARRAY with the type of its values in angle
 *     brackets
 * @param role what it means; null when nothing is said
 */
record QueryColumn(String name, String type, @Nullable String role) {}
