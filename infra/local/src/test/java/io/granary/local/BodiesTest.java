package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.api.Access;
import io.granary.api.Operation;
import io.granary.database.User;
import io.granary.json.Json;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What every operation does with fields that it does not take. */
final class BodiesTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static List<Operation> writing() {
    return Operation.all().stream()
        .filter(operation -> !operation.route().method().equals("GET"))
        .filter(operation -> operation.declared().consumes().equals("application/json"))
        .toList();
  }

  @Test
  void anExtraFieldIsNamedByEveryOperation() {
    Target target = Target.of(STACK, STACK.user("ann"));
    ApiClient admin = STACK.as(STACK.admin("root"));
    int checked = 0;
    for (Operation operation : writing()) {
      if (!operation.route().method().equals("DELETE")) {
        Answer answer = target.call(admin, operation, "{\"zzz\": {\"owner_id\": 1}}");

        assertThat(answer.status()).as(operation.name()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsText("pointer"))
            .as(operation.name())
            .contains("/zzz");
        checked++;
      }
    }
    assertThat(checked).isGreaterThanOrEqualTo(15);
  }

  @Test
  void anExtraParameterIsNamedByEveryOperation() {
    Target target = Target.of(STACK, STACK.user("bea"));
    ApiClient admin = STACK.as(STACK.admin("chief"));
    for (Operation operation : Operation.all()) {
      String path = target.path(operation);
      Answer answer =
          admin.send(
              operation.route().method(),
              path + (path.contains("?") ? "&" : "?") + "zzz=1",
              Map.of(),
              null);

      assertThat(answer.status()).as(operation.name()).isEqualTo(400);
      assertThat(answer.json().path("errors").findValuesAsText("pointer"))
          .as(operation.name())
          .contains("?zzz");
    }
  }

  @Test
  void whatIsNoObjectIsRefusedByEveryOperation() {
    Target target = Target.of(STACK, STACK.user("cyn"));
    ApiClient admin = STACK.as(STACK.admin("boss"));
    for (Operation operation : writing()) {
      if (!operation.route().method().equals("DELETE")) {
        for (String body : List.of("[]", "1", "null", "\"x\"", "{", "{\"a\":1}{}", "\u0000")) {
          assertThat(target.call(admin, operation, body).status())
              .as("%s of %s", operation.name(), body)
              .isEqualTo(400);
        }
      }
    }
  }

  /** Each field of a resource that its PUT does not write is sent as another value. */
  @Test
  void readOnlyFieldsAreNeverStored() {
    User owner = STACK.user("dee");
    Target target = Target.of(STACK, owner);
    ApiClient client = STACK.as(owner);
    int checked = 0;
    for (Operation operation : writing()) {
      if (operation.takesMoreFields() && canBeRead(operation)) {
        String path = target.path(operation);
        String before = client.get(path).body();
        for (String field : fields(before)) {
          Answer answer = client.put(path, Map.of(field, foreign(field)));
          if (answer.code().equals("READ_ONLY_FIELD")) {
            checked++;
          } else {
            assertThat(answer.status()).as("%s of %s", operation.name(), field).isIn(200, 400);
            assertThat(answer.body()).doesNotContain(foreign("id").toString());
          }
        }
        assertThat(readOnly(client.get(path).body())).isEqualTo(readOnly(before));
        Answer same = client.put(path, client.get(path).body());
        assertThat(same.status()).as("sent back as it is: " + same.body()).isEqualTo(200);
      }
    }
    assertThat(checked).isGreaterThanOrEqualTo(20);
  }

  @Test
  void whatIsSomebodyElsesCannotBeNamedInABody() {
    Target foreign = Target.of(STACK, STACK.user("eva"));
    ApiClient client = STACK.signedIn("fay");

    Answer heir =
        STACK
            .as(STACK.admin("head"))
            .delete("/api/users/%s?transfer_to=nobody-there".formatted(foreign.user()));
    Answer job = client.post("/api/jobs/%s/cancel".formatted(foreign.dataset().job()), Map.of());
    Answer filtered = client.get("/api/datasets?model_id=" + foreign.model());
    Answer jobs = client.get("/api/jobs?dataset_id=" + foreign.dataset().id());

    assertThat(heir.code()).isEqualTo("UNKNOWN_USER");
    assertThat(job.status()).isEqualTo(404);
    assertThat(filtered.json().path("total").asInt()).isZero();
    assertThat(jobs.json().path("total").asInt()).isZero();
  }

  @Test
  void noOperationIsForEveryoneByMistake() {
    assertThat(
            Operation.all().stream()
                .filter(operation -> operation.access() == Access.PUBLIC)
                .map(Operation::name))
        .containsExactlyInAnyOrder(
            "register", "login", "refresh-token", "health", "get-openapi", "get-jwks");
  }

  /** Whether a PUT is of a resource that its path also gives. */
  private static boolean canBeRead(Operation operation) {
    return operation.route().method().equals("PUT")
        && Operation.all().stream()
            .map(Operation::route)
            .anyMatch(
                route ->
                    route.method().equals("GET") && route.path().equals(operation.route().path()));
  }

  private static List<String> fields(String body) {
    return Json.tree(body).propertyStream().map(Map.Entry::getKey).toList();
  }

  private static Object foreign(String field) {
    return switch (field) {
      case "name", "description", "note" -> "renamed " + field;
      case "tags" -> List.of("one");
      case "metadata", "pipeline_config" -> Map.of("a", 1);
      case "owner" -> Map.of("id", UUID.fromString("01890000-0000-7000-8000-000000000001"));
      default -> UUID.fromString("01890000-0000-7000-8000-000000000001");
    };
  }

  private static ObjectNode readOnly(String body) {
    return ((ObjectNode) Json.tree(body))
        .retain("id", "owner", "status", "role", "created_at", "model_id", "file_size", "versions");
  }
}
