/** DICE, the format of the platform's labeler, in its three dialects. */
@NullMarked
package io.granary.formats.dice;

import org.jspecify.annotations.NullMarked;
