/** The SQL of datasets over tables; no warehouse is asked. */
@NullMarked
package io.granary.query;

import org.jspecify.annotations.NullMarked;
