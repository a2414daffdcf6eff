/**
 * Everything that hangs on a dataset, in one place for each kind: how it is counted and named
 * before a deletion, what is done when the dataset is hidden and restored, how it is removed for
 * good, and what backups keep of it.
 */
@NullMarked
package io.granary.database.dependants;

import org.jspecify.annotations.NullMarked;
