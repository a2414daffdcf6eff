@NullMarked
package io.granary.models;

import org.jspecify.annotations.NullMarked;
