/** What columns hold, measured over all rows. */
@NullMarked
package io.granary.warehouse.statistics;

import org.jspecify.annotations.NullMarked;
