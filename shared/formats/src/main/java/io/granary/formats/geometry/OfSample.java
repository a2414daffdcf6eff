package io.granary.formats.geometry;

import io.granary.domain.Box;
import java.util.Optional;

/** What holds for a whole sample, and so lies nowhere on it. */
public sealed interface OfSample extends Geometry permits Label, Caption {
  @Override
  default Optional<Box> box() {
    return Optional.empty();
  }

  @Override
  default boolean isFinite() {
    return true;
  }

  @Override
  default Geometry turned(Turn turn) {
    return this;
  }
}
