package io.granary.domain;

import java.util.Locale;

/** The kinds of annotation; written in lower case. */
public enum AnnotationType {
  BBOX,
  POLYGON,
  MASK,
  ROTATED_BBOX,
  KEYPOINTS,
  POLYLINE,
  CIRCLE,
  CLASS,
  CAPTION;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
