/** What becomes of datasets, beside a model of what must. */
@NullMarked
package io.granary.local.model;

import org.jspecify.annotations.NullMarked;
