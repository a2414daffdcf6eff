/** Ways in: what is uploaded or dropped becomes a dataset, with a verdict on everything in it. */
@NullMarked
package io.granary.ingest;

import org.jspecify.annotations.NullMarked;
