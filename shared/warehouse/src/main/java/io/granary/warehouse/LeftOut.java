package io.granary.warehouse;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was not looked at, and why. A table that nobody has named is left out when it alone cannot
 * be looked at; one that was named is refused.
 */
public final class LeftOut {
  /** Refusals that say nothing about other tables. */
  private static final Set<Code> OF_ONE_TABLE =
      EnumSet.of(
          Code.NOT_FOUND, Code.WAREHOUSE_DENIED, Code.WAREHOUSE_QUERY_FAILED, Code.BUDGET_EXCEEDED);

  private final Set<Code> forgiven;
  private final List<String> sentences = new ArrayList<>();

  private LeftOut(Set<Code> forgiven) {
    this.forgiven = forgiven;
  }

  /** Of tables that somebody has named: none is left out. */
  public static LeftOut ofNamed() {
    return new LeftOut(Set.of());
  }

  /** Of all tables that there are. */
  public static LeftOut ofAll() {
    return new LeftOut(OF_ONE_TABLE);
  }

  /** Says that something was left out. */
  public void add(String sentence) {
    sentences.add(sentence);
  }

  /** What was left out so far, as sentences. */
  public List<String> sentences() {
    return List.copyOf(sentences);
  }

  /**
   * Looks at tables one after another.
   *
   * @param name of what the table is called
   * @return what was found, without the tables that are left out
   * @throws GranaryException what {@code look} has thrown, when the table is not left out, or none
   *     is left
   */
  public <S, T> List<T> each(List<S> tables, Function<S, String> name, Function<S, T> look) {
    List<T> found = new ArrayList<>();
    @Nullable GranaryException last = null;
    for (S table : tables) {
      try {
        found.add(look.apply(table));
      } catch (GranaryException e) {
        if (!forgiven.contains(e.code())) {
          throw e;
        }
        last = e;
        add("The table %s was left out: %s".formatted(name.apply(table), e.getMessage()));
      }
    }
    if (found.isEmpty() && last != null) {
      throw last;
    }
    return found;
  }
}
