/** What a dataset over tables is: as somebody writes it, and as it is when it fits the tables. */
@NullMarked
package io.granary.warehouse.definition;

import org.jspecify.annotations.NullMarked;
