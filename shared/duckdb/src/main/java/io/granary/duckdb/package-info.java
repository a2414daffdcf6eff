/** The warehouse of a laptop: DuckDB over the files of a folder. */
@NullMarked
package io.granary.duckdb;

import org.jspecify.annotations.NullMarked;
