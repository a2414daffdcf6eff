package io.granary.duckdb;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Where the files of the warehouse are, and what reading them may take.
 *
 * @param directory the folder whose files are the tables of {@code raw_data}
 * @param memoryMib the most memory that DuckDB takes, beside that of Java; what does not fit goes
 *     to a temporary folder
 * @param threads how many a query has; 0 for one of each processor
 * @param timeout the longest that a query runs
 */
@Requires(property = "granary.duckdb.directory")
@ConfigurationProperties("granary.duckdb")
public record DuckDbConfig(
    String directory,
    @Bindable(defaultValue = "1024") int memoryMib,
    @Bindable(defaultValue = "0") int threads,
    @Bindable(defaultValue = "10m") Duration timeout) {
  public DuckDbConfig {
    if (memoryMib < 64) {
      throw new IllegalArgumentException(
          "Cannot run DuckDB in so little memory: granary.duckdb.memory-mib is " + memoryMib);
    }
    if (threads < 0) {
      throw new IllegalArgumentException(
          "Cannot run DuckDB with so many threads: granary.duckdb.threads is " + threads);
    }
  }
}
