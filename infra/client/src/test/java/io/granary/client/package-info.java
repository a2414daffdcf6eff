/**
 * The client that is generated from the description of the API; it is a test of that description.
 */
@NullMarked
package io.granary.client;

import org.jspecify.annotations.NullMarked;
