/** Records, identifiers, rules and error codes: what the product is about, on the JDK alone. */
@NullMarked
package io.granary.domain;

import org.jspecify.annotations.NullMarked;
