/** DuckDB over real files. */
@NullMarked
package io.granary.duckdb;

import org.jspecify.annotations.NullMarked;
