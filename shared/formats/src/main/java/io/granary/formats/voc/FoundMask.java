package io.granary.formats.voc;

import io.granary.formats.geometry.Rle;
import java.util.Optional;

/**
 * A mask in the pictures of an image.
 *
 * @param object its number among the objects of the image, from 1; 0 when the mask is of all
 *     objects of a class
 * @param className empty when its pixels are of no class that is known
 * @param pixels what they say of the class, for people
 */
record FoundMask(long object, Optional<String> className, String pixels, Rle mask) {}
