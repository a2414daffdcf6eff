/** What a deployment must find done before its functions run. */
@NullMarked
package io.granary.setup;

import org.jspecify.annotations.NullMarked;
