/** What a dataset over tables holds, and how good it is to train on. */
@NullMarked
package io.granary.warehouse.analysis;

import org.jspecify.annotations.NullMarked;
