package io.granary.zetasql;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** Which seeds a build tries: {@code -Dzetasql.seed=N} replays one. */
final class Seeds {
  private Seeds() {}

  /** What holds for a seed. */
  interface Law {
    void check(long seed) throws Exception;
  }

  /** Whether nobody has chosen other seeds, so that what all of them show can be counted. */
  static boolean areUsual() {
    return System.getProperty("zetasql.seed", "").isEmpty()
        && Long.getLong("zetasql.first", 1) == 1
        && Integer.getInteger("zetasql.seeds", 0) == 0;
  }

  private static LongStream chosen(int most) {
    String one = System.getProperty("zetasql.seed", "");
    long first = Long.getLong("zetasql.first", 1);
    int count = Integer.getInteger("zetasql.seeds", 0);
    return one.isEmpty()
        ? LongStream.range(first, first + (count == 0 ? most : count))
        : LongStream.of(Long.parseLong(one));
  }

  /**
   * Checks a law for as many seeds, or for those that are told.
   *
   * @throws AssertionError with what the first of the failed seeds shows, and with all of them
   */
  static void each(int usual, Law law) {
    List<Long> failed = new ArrayList<>();
    List<Throwable> causes = new ArrayList<>();
    chosen(usual)
        .forEach(
            seed -> {
              try {
                law.check(seed);
              } catch (Exception | AssertionError e) {
                failed.add(seed);
                causes.add(e);
              }
            });
    if (!failed.isEmpty()) {
      throw new AssertionError(
          "Failed seeds: %s; see the first again with -Dzetasql.seed=%d%n%s"
              .formatted(
                  failed.subList(0, Math.min(50, failed.size())),
                  failed.getFirst(),
                  causes.getFirst().getMessage()),
          causes.getFirst());
    }
  }
}
