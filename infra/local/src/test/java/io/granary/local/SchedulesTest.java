package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.api.Access;
import io.granary.api.Deployed;
import io.granary.api.LambdaFunction;
import io.granary.api.ScheduleRate;
import io.granary.api.ScheduledFunction;
import io.granary.testing.TestStack;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SchedulesTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @LambdaFunction(name = "counted", access = Access.EVENT, schedule = "rate(1 day)")
  private static final class Counted extends ScheduledFunction {
    private final CountDownLatch calls;

    Counted(CountDownLatch calls) {
      super(STACK.context());
      this.calls = calls;
    }

    @Override
    protected void run() {
      calls.countDown();
      throw new IllegalStateException("fails every time");
    }
  }

  @Test
  void aFunctionIsCalledAtTheStartAndThenAtItsRateAlsoWhenItFails() throws InterruptedException {
    var calls = new CountDownLatch(3);
    try (var schedules = new Schedules(Map.of(new Counted(calls), Duration.ofMillis(1)))) {
      schedules.start();

      assertThat(calls.await(1, TimeUnit.MINUTES)).isTrue();
    }
  }

  @Test
  void everyScheduleOnTheClassPathCanBeKept() {
    assertThat(Deployed.all().stream().filter(each -> each.schedule().isPresent()))
        .isNotEmpty()
        .allSatisfy(each -> ScheduleRate.parse(each.declared().schedule()))
        .allSatisfy(each -> assertThat(ScheduledFunction.class).isAssignableFrom(each.function()));
    Schedules.of(STACK.context()).close();
  }
}
