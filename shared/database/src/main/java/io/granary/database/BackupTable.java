package io.granary.database;

/**
 * Rows that hang on a dataset and are written to its backup.
 *
 * @param entry the name of the file, such as {@code _granary/projects.jsonl}
 * @param sql gives one JSON text a row, for the dataset {@code :dataset}, in an order that is
 *     always the same
 */
public record BackupTable(String entry, String sql) {}
