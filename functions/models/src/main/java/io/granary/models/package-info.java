/** Models: what groups of datasets feed, with their warehouse and budget. */
@NullMarked
package io.granary.models;

import org.jspecify.annotations.NullMarked;
