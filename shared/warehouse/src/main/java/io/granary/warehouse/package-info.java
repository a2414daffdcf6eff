/** Warehouses: whose tables datasets are defined over, whatever keeps them. */
@NullMarked
package io.granary.warehouse;

import org.jspecify.annotations.NullMarked;
