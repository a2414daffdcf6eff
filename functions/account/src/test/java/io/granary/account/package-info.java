@NullMarked
package io.granary.account;

import org.jspecify.annotations.NullMarked;
