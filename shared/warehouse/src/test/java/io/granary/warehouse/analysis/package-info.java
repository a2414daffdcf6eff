/** How datasets are judged. */
@NullMarked
package io.granary.warehouse.analysis;

import org.jspecify.annotations.NullMarked;
