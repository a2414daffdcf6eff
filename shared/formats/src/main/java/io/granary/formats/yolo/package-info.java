/**
 * YOLO in all its variants: Darknet's (AlexeyAB/darknet) and those of Ultralytics for boxes,
 * outlines, boxes at any angle and poses.
 */
@NullMarked
package io.granary.formats.yolo;

import org.jspecify.annotations.NullMarked;
