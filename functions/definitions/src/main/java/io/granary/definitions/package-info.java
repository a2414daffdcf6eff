/** Datasets that are defined over the tables of a warehouse; all that may ask one. */
@NullMarked
package io.granary.definitions;

import org.jspecify.annotations.NullMarked;
