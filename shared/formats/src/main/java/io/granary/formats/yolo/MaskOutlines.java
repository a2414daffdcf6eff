package io.granary.formats.yolo;

import io.granary.formats.geometry.Mask;
import io.granary.formats.geometry.Polygon;
import java.util.Optional;

/** Makes outlines of masks. */
public interface MaskOutlines {
  /** Makes none: masks are left out. */
  MaskOutlines NONE = _ -> Optional.empty();

  /** The outline of a mask, empty when there is none to be had. */
  Optional<Polygon> of(Mask mask);
}
