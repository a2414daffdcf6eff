package io.granary.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param nextCursor what to send for the next page; null on the last one
 * @param total how many match, or 10,000 when it is not exact
 * @param facets counts by field and value, when they were asked for
 */
public record Page<T>(
    List<T> items,
    @Nullable String nextCursor,
    long total,
    boolean totalIsExact,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Map<String, Map<String, Long>> facets) {
  /** Counting stops here. */
  public static final long COUNT_LIMIT = 10_000;

  public Page {
    items = List.copyOf(items);
  }

  /**
   * A page without facets.
   *
   * @param counted how many match, counted up to {@link #COUNT_LIMIT} + 1 when filters are set
   */
  public static <T> Page<T> of(
      List<T> items, @Nullable String nextCursor, long counted, boolean filtered) {
    boolean exact = !filtered || counted <= COUNT_LIMIT;
    return new Page<>(items, nextCursor, exact ? counted : COUNT_LIMIT, exact, null);
  }

  /** The same page with counts by field and value. */
  public Page<T> with(Map<String, Map<String, Long>> counts) {
    return new Page<>(items, nextCursor, total, totalIsExact, counts);
  }
}
