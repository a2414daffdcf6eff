/** What a picture is, whether it is whole, and its thumbnail. */
@NullMarked
package io.granary.media;

import org.jspecify.annotations.NullMarked;
