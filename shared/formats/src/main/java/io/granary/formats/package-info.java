/** What files are made of: archives, and annotations in all the ways people write them down. */
@NullMarked
package io.granary.formats;

import org.jspecify.annotations.NullMarked;
