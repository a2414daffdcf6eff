package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import io.granary.testing.GatewayEvents;
import io.granary.testing.TestContext;
import io.granary.testing.TestStack;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A handler that serves many requests must not grow with them. */
final class WarmRequestsTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final int REQUESTS = 14_000;
  private static final int WARM_UP = 500;

  @Test
  void beansAndContextsStayFlatOverFourteenThousandRequests() {
    List<WeakReference<Context>> contexts = new ArrayList<>();
    request(WARM_UP, contexts);
    int beans = beans();

    request(REQUESTS, contexts);

    assertThat(beans()).isEqualTo(beans);
    System.gc();
    assertThat(contexts.stream().filter(context -> context.get() != null).count())
        .as("Lambda contexts that are still held")
        .isLessThan(10);
  }

  private static void request(int count, List<WeakReference<Context>> contexts) {
    for (int i = 0; i < count; i++) {
      var context = new TestContext();
      contexts.add(new WeakReference<>(context));
      var response =
          STACK
              .gateway()
              .handleRequest(GatewayEvents.of("GET", "/api/health", Map.of(), null), context);
      assertThat(response.getStatusCode()).isEqualTo(200);
    }
  }

  private static int beans() {
    return STACK.context().getActiveBeanRegistrations(Object.class).size();
  }
}
