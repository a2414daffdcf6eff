@NullMarked
package io.granary.openapi;

import org.jspecify.annotations.NullMarked;
