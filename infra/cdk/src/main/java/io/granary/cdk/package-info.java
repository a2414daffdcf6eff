/** The deployment: stacks that are made from what the functions' classes say of themselves. */
@NullMarked
package io.granary.cdk;

import org.jspecify.annotations.NullMarked;
