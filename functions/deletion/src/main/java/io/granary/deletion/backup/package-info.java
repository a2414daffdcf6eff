/** Backups of datasets: archives that anybody can read, and that make the dataset again. */
@NullMarked
package io.granary.deletion.backup;

import org.jspecify.annotations.NullMarked;
