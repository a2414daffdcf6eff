/** Pictures whose pixels say what they show. */
@NullMarked
package io.granary.formats.masks;

import org.jspecify.annotations.NullMarked;
