/** How passwords are kept. */
@NullMarked
package io.granary.passwords;

import org.jspecify.annotations.NullMarked;
