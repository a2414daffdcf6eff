/** The queries that measure columns. */
@NullMarked
package io.granary.warehouse.statistics;

import org.jspecify.annotations.NullMarked;
