@NullMarked
package io.granary.query;

import org.jspecify.annotations.NullMarked;
