/** What columns hold, measured by DuckDB. */
@NullMarked
package io.granary.warehouse.statistics;

import org.jspecify.annotations.NullMarked;
