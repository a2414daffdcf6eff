/** Pascal VOC: an XML file an image, lists of names a split, and pictures of the masks. */
@NullMarked
package io.granary.formats.voc;

import org.jspecify.annotations.NullMarked;
