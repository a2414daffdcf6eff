@NullMarked
package io.granary.bigquery;

import org.jspecify.annotations.NullMarked;
