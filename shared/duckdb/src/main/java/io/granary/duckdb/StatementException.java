package io.granary.duckdb;

import io.granary.warehouse.DryRun.SqlError;

/** A query cannot be run, as its own text or the tables that it names are. */
final class StatementException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient SqlError error;

  StatementException(SqlError error) {
    super(error.message());
    this.error = error;
  }

  SqlError error() {
    return error;
  }
}
