/** What is deployed is asserted on the templates. */
@NullMarked
package io.granary.cdk;

import org.jspecify.annotations.NullMarked;
