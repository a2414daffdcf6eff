package io.granary.api;

import io.granary.api.Cursors.Position;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A list that runs from the newest row to the oldest, page by page.
 *
 * @param query everything that decides which rows the list has, and for whom
 * @param position where a row stands in the list
 * @param isFiltered whether some rows are left out, so that they are not counted to the end
 */
public record TimeOrdered<R>(String query, Function<R, Position> position, boolean isFiltered) {
  private static final int USUAL_LIMIT = 50;

  /** Gives rows after a position, or the first ones. */
  public interface Rows<R> {
    List<R> after(@Nullable Position last, int limit);
  }

  /** Counts rows, up to a limit. */
  public interface Count {
    long upTo(long limit);
  }

  /**
   * A page of it.
   *
   * @param limit the most items; null for 50
   * @throws io.granary.domain.GranaryException INVALID_CURSOR
   */
  public <V> Page<V> page(
      Cursors cursors,
      @Nullable String cursor,
      @Nullable Integer limit,
      Rows<R> rows,
      Count count,
      Function<R, V> view) {
    int most = limit == null ? USUAL_LIMIT : limit;
    List<R> found = rows.after(cursors.position(query, cursor), most + 1);
    String next = null;
    if (found.size() > most) {
      found = found.subList(0, most);
      next = cursors.write(query, position.apply(found.getLast()));
    }
    long total = count.upTo(isFiltered ? Page.COUNT_LIMIT + 1 : Long.MAX_VALUE);
    return Page.of(found.stream().map(view).toList(), next, total, isFiltered);
  }
}
