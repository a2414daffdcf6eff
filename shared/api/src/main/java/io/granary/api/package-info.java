/** The edge of every operation: who calls, what they may, what a mistake is answered with. */
@NullMarked
package io.granary.api;

import org.jspecify.annotations.NullMarked;
