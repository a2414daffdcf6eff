/**
 * Lambda's runtime on this machine: a deployable is started as Lambda starts it, in a JVM of its
 * own, and takes its events from the same API.
 */
@NullMarked
package io.granary.runtime;

import org.jspecify.annotations.NullMarked;
