/** One model of a query, and the dialects that it is written in. */
@NullMarked
package io.granary.warehouse.sql;

import org.jspecify.annotations.NullMarked;
