@NullMarked
package io.granary.docs;

import org.jspecify.annotations.NullMarked;
