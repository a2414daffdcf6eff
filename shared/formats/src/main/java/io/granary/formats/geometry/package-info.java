/**
 * Shapes on images, in pixels with the origin at the top left: JSON as the API has it, and back.
 */
@NullMarked
package io.granary.formats.geometry;

import org.jspecify.annotations.NullMarked;
