/** Rows, the statements that read and write them, and the migrations that make their tables. */
@NullMarked
package io.granary.database;

import org.jspecify.annotations.NullMarked;
