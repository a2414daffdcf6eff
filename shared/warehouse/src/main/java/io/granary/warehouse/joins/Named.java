package io.granary.warehouse.joins;

import io.granary.warehouse.names.KeyName;
import io.granary.warehouse.names.Words;
import java.util.List;

/**
 * A column's name in its table, taken apart once.
 *
 * @param owner the words of what the table has rows of
 * @param isOwn whether the name is that of the key of its own table
 */
record Named(
    String table, String column, KeyName key, List<String> owner, String compact, boolean isOwn) {
  static Named of(String table, String column) {
    KeyName key = KeyName.of(column);
    return new Named(
        table, column, key, Words.ofTable(table), Words.compact(column), key.isOf(table));
  }
}
