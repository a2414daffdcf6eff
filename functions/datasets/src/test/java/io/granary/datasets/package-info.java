@NullMarked
package io.granary.datasets;

import org.jspecify.annotations.NullMarked;
