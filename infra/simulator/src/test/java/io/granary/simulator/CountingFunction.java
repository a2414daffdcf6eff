package io.granary.simulator;

import io.granary.api.Access;
import io.granary.api.Deadline;
import io.granary.api.LambdaFunction;
import io.granary.api.QueueFunction;
import io.micronaut.context.ApplicationContext;
import java.util.Map;
import java.util.TreeMap;

/** Counts what it is given, and fails as its messages say. */
@LambdaFunction(name = "count-messages", access = Access.EVENT, queue = "counts", batch = 10)
final class CountingFunction extends QueueFunction {
  private static final int LATE_TIMES = 3;

  private final Map<String, Integer> done = new TreeMap<>();
  private final Map<String, Integer> taken = new TreeMap<>();
  private final Map<String, Integer> givenUp = new TreeMap<>();

  CountingFunction(ApplicationContext context) {
    super(context);
  }

  @Override
  protected void take(String body, Deadline deadline) {
    int times = taken.merge(body, 1, Integer::sum);
    if (body.startsWith("poison")) {
      throw new IllegalStateException("Cannot take " + body);
    }
    if (body.startsWith("busy")) {
      throw new Busy("Others are at " + body);
    }
    if (body.startsWith("late") && times < LATE_TIMES) {
      throw new IllegalStateException("Cannot take yet " + body);
    }
    done.merge(body, 1, Integer::sum);
  }

  @Override
  protected void giveUp(String body) {
    givenUp.merge(body, 1, Integer::sum);
    throw new IllegalStateException("Cannot even give up " + body);
  }

  /** How often each message was done. */
  Map<String, Integer> done() {
    return done;
  }

  /** How often each message was begun. */
  Map<String, Integer> taken() {
    return taken;
  }

  /** How often each message was given up. */
  Map<String, Integer> givenUp() {
    return givenUp;
  }
}
