package io.granary.testing;

import org.jdbi.v3.core.Jdbi;

/** Asks the database what is there, with question marks for values. */
public record Ask(Jdbi jdbi) {
  /** What a test class's database says. */
  public static Ask of(TestStack stack) {
    return new Ask(stack.bean(Jdbi.class));
  }

  /** One number. */
  public long count(String sql, Object... values) {
    return one(Long.class, sql, values);
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
