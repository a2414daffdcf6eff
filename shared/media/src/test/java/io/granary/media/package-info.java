@NullMarked
package io.granary.media;

import org.jspecify.annotations.NullMarked;
