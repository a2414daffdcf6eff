package io.granary.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jdbi.v3.core.Jdbi;

/** Asks the database what is there, with question marks for values. */
public record Ask(Jdbi jdbi) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(10);

  /** What a test class's database says. */
  public static Ask of(TestStack stack) {
    return new Ask(stack.bean(Jdbi.class));
  }

  /** One number. */
  public long count(String sql, Object... values) {
    return one(Long.class, sql, values);
  }

  /** Waits until a number is there; at most half a minute. */
  public void await(String sql, long number) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (count(sql) != number) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Cannot wait longer for " + sql);
      }
      LockSupport.parkNanos(POLL.toNanos());
    }
  }

  /** One text. */
  public String text(String sql, Object... values) {
    return one(String.class, sql, values);
  }

  private <T> T one(Class<T> type, String sql, Object... values) {
    return jdbi.withHandle(
        handle -> {
          var query = handle.createQuery(sql);
          for (int i = 0; i < values.length; i++) {
            query.bind(i, values[i]);
          }
          return query.mapTo(type).one();
        });
  }
}
