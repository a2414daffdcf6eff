/** What is measured, each beside a floor that ran in the same process on the same servers. */
@NullMarked
package io.granary.benchmarks;

import org.jspecify.annotations.NullMarked;
