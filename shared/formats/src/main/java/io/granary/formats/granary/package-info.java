/** Backups of datasets, which make equal datasets when they are taken in again. */
@NullMarked
package io.granary.formats.granary;

import org.jspecify.annotations.NullMarked;
