package io.granary.query;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query that gives a dataset's rows.
 *
 * @param sql without a semicolon or comment at its end
 * @param dialect bigquery or duckdb
 * @param split train or eval; null for all rows
 * @param asOf the day that days count from; null for the day on which the query runs
 * @param columns what it gives, in this order
 * @param warnings what somebody should know who uses it, as sentences
 */
record SqlQuery(
    String sql,
    String dialect,
    @Nullable String split,
    @Nullable LocalDate asOf,
    List<QueryColumn> columns,
    List<String> warnings) {}
