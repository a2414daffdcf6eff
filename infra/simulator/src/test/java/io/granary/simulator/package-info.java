/** Worlds made of one seed: the functions of an ingest, on stores, queues and a clock that fail. */
@NullMarked
package io.granary.simulator;

import org.jspecify.annotations.NullMarked;
