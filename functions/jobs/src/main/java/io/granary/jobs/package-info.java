/** Jobs: what runs, how far it is, what it said. */
@NullMarked
package io.granary.jobs;

import org.jspecify.annotations.NullMarked;
