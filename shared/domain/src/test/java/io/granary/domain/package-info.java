@NullMarked
package io.granary.domain;

import org.jspecify.annotations.NullMarked;
