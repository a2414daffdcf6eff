/** The laptop: the same functions on embedded servers. Wiring only; no behaviour lives here. */
@NullMarked
package io.granary.local;

import org.jspecify.annotations.NullMarked;
