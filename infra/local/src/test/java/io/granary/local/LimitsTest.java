package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.api.Operation;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is too much, and cursors that are not what they were. */
final class LimitsTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aBodyOverTheLimitIsRefusedByEveryOperationWithThePresignedWay() {
    Target target = Target.of(STACK, STACK.user("ann"));
    ApiClient admin = STACK.as(STACK.admin("root"));
    byte[] body = new byte[10 * 1024 * 1024 + 1];
    int checked = 0;
    for (Operation operation : Operation.all()) {
      if (!operation.route().method().equals("GET")) {
        Answer answer =
            admin.send(
                operation.route().method(),
                target.path(operation),
                Map.of("Content-Type", operation.declared().consumes()),
                body);
        assertThat(answer.status()).as(operation.name()).isEqualTo(413);
        assertThat(answer.json().path("detail").asText()).contains("POST /api/uploads");
        checked++;
      }
    }
    assertThat(checked).isGreaterThanOrEqualTo(15);
  }

  @Test
  void parametersAreBounded() {
    ApiClient client = STACK.signedIn("bea");
    String many =
        IntStream.range(0, 10_000)
            .mapToObj(i -> "p%d=1".formatted(i))
            .collect(Collectors.joining("&"));

    assertThat(client.get("/api/datasets?" + many).status()).isEqualTo(400);
    assertThat(client.get("/api/datasets?" + "search=a&".repeat(10_000)).status()).isEqualTo(400);
    for (String limit : List.of("1000000000", "0", "-1", "1e999999999", "NaN", "201")) {
      Answer answer = client.get("/api/datasets?limit=" + limit);
      assertThat(answer.status()).as(limit).isEqualTo(400);
      assertThat(answer.json().at("/errors/0/pointer").asText()).isEqualTo("?limit");
    }
    assertThat(client.get("/api/datasets?search=" + "x".repeat(101)).status()).isEqualTo(400);
    assertThat(client.get("/api/datasets/" + "x".repeat(20_000)).status()).isEqualTo(404);
  }

  @Test
  void aCursorIsOfItsQueryAndItsCallerInEveryList() {
    Target target = Target.of(STACK, STACK.user("cyn"));
    ApiClient admin = STACK.as(STACK.admin("chief"));
    Set<String> checked = new HashSet<>();
    for (Operation operation : Operation.all()) {
      if (operation.takesCursor()) {
        String path = target.path(operation);
        for (String cursor : List.of("x", "AAAA", "e30", "%00", "a".repeat(3000))) {
          Answer answer = admin.get(path + "?cursor=" + cursor);
          assertThat(answer.code())
              .as("%s: %s", operation.name(), cursor)
              .isEqualTo("INVALID_CURSOR");
        }
        checked.add(operation.name());
      }
    }
    assertThat(checked).hasSizeGreaterThanOrEqualTo(6);
  }

  @Test
  void aCursorOfSomebodyElseIsRefused() {
    var owner = STACK.user("dee");
    for (String name : List.of("one", "two")) {
      SampleDataset.make(STACK, owner, name, 1);
    }
    String cursor =
        STACK.as(owner).get("/api/datasets?limit=1").json().path("next_cursor").asText();

    assertThat(STACK.as(owner).get("/api/datasets?limit=1&cursor=" + cursor).status())
        .isEqualTo(200);
    assertThat(STACK.as(owner).get("/api/datasets?limit=1&search=o&cursor=" + cursor).code())
        .isEqualTo("INVALID_CURSOR");
    assertThat(STACK.as(owner).get("/api/jobs?limit=1&cursor=" + cursor).code())
        .isEqualTo("INVALID_CURSOR");
    assertThat(STACK.signedIn("eve").get("/api/datasets?limit=1&cursor=" + cursor).code())
        .isEqualTo("INVALID_CURSOR");
  }
}
