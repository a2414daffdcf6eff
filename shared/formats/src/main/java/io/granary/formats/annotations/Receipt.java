package io.granary.formats.annotations;

import io.granary.domain.AnnotationType;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a writer has done with what it was given: came in, went out, and why the rest did not.
 * Written as it goes; not for several threads.
 */
public final class Receipt {
  private long samples;
  private final Map<AnnotationType, Long> in = new EnumMap<>(AnnotationType.class);
  private final Map<AnnotationType, Long> out = new EnumMap<>(AnnotationType.class);
  private final Map<String, Long> dropped = new LinkedHashMap<>();
  private final Map<String, Long> changed = new LinkedHashMap<>();

  /** Counts a sample that was written. */
  public void sample() {
    samples++;
  }

  /** Counts an annotation that was written as it is. */
  public void written(AnnotationType type) {
    in.merge(type, 1L, Long::sum);
    out.merge(type, 1L, Long::sum);
  }

  /**
   * Counts an annotation that was written as something else.
   *
   * @param how a sentence without values, such as "Masks became polygons."
   */
  public void changed(AnnotationType from, AnnotationType to, String how) {
    in.merge(from, 1L, Long::sum);
    out.merge(to, 1L, Long::sum);
    changed.merge(how, 1L, Long::sum);
  }

  /**
   * Counts an annotation that the format cannot hold.
   *
   * @param why a sentence without values
   */
  public void dropped(AnnotationType type, String why) {
    in.merge(type, 1L, Long::sum);
    dropped.merge(why, 1L, Long::sum);
  }

  /** Notes something else that the format cannot hold, such as attributes. */
  public void lost(String what) {
    changed.merge(what, 1L, Long::sum);
  }

  public long samples() {
    return samples;
  }

  public Map<AnnotationType, Long> in() {
    return Map.copyOf(in);
  }

  public Map<AnnotationType, Long> out() {
    return Map.copyOf(out);
  }

  /** Why annotations were dropped, and how many. */
  public Map<String, Long> dropped() {
    return Map.copyOf(dropped);
  }

  /** What was changed on the way, and how often. */
  public Map<String, Long> changed() {
    return Map.copyOf(changed);
  }
}
