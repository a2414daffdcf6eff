package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.api.GatewayFunction;
import io.granary.local.Operations.Operation;
import io.granary.testing.ApiClient;
import io.granary.testing.TestStack;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A deployed function serves its own operation and no sibling's. */
final class SelectedFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void eachFunctionHasOneRoute() {
    for (Operation operation : Operations.of(STACK.context())) {
      Map<String, Object> properties = new HashMap<>(STACK.properties());
      properties.put("granary.function", operation.name());
      try (ApplicationContext context = ApplicationContext.run(properties, "test")) {
        assertThat(Operations.of(context))
            .extracting(Operation::name)
            .isEqualTo(List.of(operation.name()));
        String sibling = operation.name().equals("health") ? "/api/users/me" : "/api/health";
        var answer = new ApiClient(new GatewayFunction(context), null).get(sibling);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("ROUTE_NOT_FOUND");
      }
    }
  }
}
