@NullMarked
package io.granary.jobs;

import org.jspecify.annotations.NullMarked;
