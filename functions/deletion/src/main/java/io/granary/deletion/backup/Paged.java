package io.granary.deletion.backup;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of a list that is asked for page by page, each after the last row of the one before. */
final class Paged<T> implements Iterator<T> {
  private final Function<@Nullable T, List<T>> pages;
  private Iterator<T> page;
  private @Nullable T last;

  /**
   * @param pages gives the rows after one, or the first ones; none at the end
   */
  Paged(Function<@Nullable T, List<T>> pages) {
    this.pages = pages;
    this.page = pages.apply(null).iterator();
  }

  @Override
  public boolean hasNext() {
    if (!page.hasNext() && last != null) {
      page = pages.apply(last).iterator();
      last = null;
    }
    return page.hasNext();
  }

  @Override
  public T next() {
    if (!hasNext()) {
      throw new NoSuchElementException("Cannot read on: the list is at its end");
    }
    T next = page.next();
    last = next;
    return next;
  }
}
