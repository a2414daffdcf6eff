package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.api.Access;
import io.granary.api.Operation;
import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every operation, asked by those whom it is not for. */
final class StrangersTest {
  /** Nobody waits for a job that nobody works on. */
  @RegisterExtension
  static final TestStack STACK = new TestStack(Map.of("granary.jobs.patience", "0s"));

  private static final Set<Access> WITHOUT_RESOURCE =
      Set.of(Access.PUBLIC, Access.SIGNED_IN, Access.ADMIN);

  @Test
  void withoutATokenOnlyPublicOperationsAnswer() {
    Target target = Target.of(STACK, STACK.user("ann"));
    for (Operation operation : Operation.all()) {
      Answer answer = target.call(STACK.anonymous(), operation, null);

      if (operation.access() == Access.PUBLIC) {
        assertThat(answer.code()).as(operation.name()).isNotEqualTo("ROUTE_NOT_FOUND");
      } else {
        assertThat(answer.status()).as(operation.name()).isEqualTo(401);
        assertThat(answer.headers().get("content-type"))
            .as(operation.name())
            .startsWith("application/problem+json");
      }
    }
  }

  @Test
  void whatIsSomebodyElsesIsNotThere() {
    User owner = STACK.user("bea");
    Target target = Target.of(STACK, owner);
    ApiClient stranger = STACK.signedIn("stranger");
    int checked = 0;
    for (Operation operation : Operation.all()) {
      if (!WITHOUT_RESOURCE.contains(operation.access())) {
        Answer refused = target.call(stranger, operation, null);
        Answer nothing = Target.nowhere().call(stranger, operation, null);
        Answer granted = target.call(STACK.as(owner), operation, null);

        assertThat(refused.status()).as(operation.name()).isEqualTo(404);
        assertThat(refused.json().path("detail"))
            .as("the same as for what does not exist: " + operation.name())
            .isEqualTo(nothing.json().path("detail"));
        assertThat(granted.status()).as(operation.name()).isNotIn(401, 403, 500);
        checked++;
      }
    }
    assertThat(checked).isGreaterThanOrEqualTo(12);
  }

  @Test
  void onlyAdminsDoWhatAdminsDo() {
    Target target = Target.of(STACK, STACK.user("dee"));
    ApiClient user = STACK.signedIn("no-admin");
    int checked = 0;
    for (Operation operation : Operation.all()) {
      if (operation.access() == Access.ADMIN) {
        assertThat(target.call(user, operation, null).status()).as(operation.name()).isEqualTo(403);
        checked++;
      }
    }
    assertThat(checked).isPositive();
  }

  @Test
  void aRoleOpensWhatItIsEnoughForAndNothingElse() {
    Target target = Target.of(STACK, STACK.user("cyn"));
    for (String role : List.of("viewer", "editor")) {
      User user = STACK.user("a-" + role);
      target.dataset().share(STACK, user, role);
      for (Operation operation : Operation.all()) {
        if (!WITHOUT_RESOURCE.contains(operation.access())) {
          Answer answer = target.call(STACK.as(user), operation, null);

          if (Set.of(Access.BACKUP_OWNER, Access.MODEL_OWNER, Access.UPLOAD_OWNER)
              .contains(operation.access())) {
            assertThat(answer.status()).as(operation.name()).isEqualTo(404);
          } else if (isEnough(role, operation.access())) {
            assertThat(answer.status()).as(operation.name()).isNotIn(401, 403, 500);
          } else {
            assertThat(answer.status()).as(operation.name()).isEqualTo(403);
            assertThat(answer.code()).as(operation.name()).isEqualTo("FORBIDDEN");
          }
        }
      }
    }
  }

  @Test
  void anAdminMayDoWhatOwnersMay() {
    Target target = Target.of(STACK, STACK.user("eli"));
    ApiClient admin = STACK.as(STACK.admin("root"));
    for (Operation operation : Operation.all()) {
      if (!operation.name().equals("delete-user")) {
        assertThat(target.call(admin, operation, null).status())
            .as(operation.name())
            .isNotIn(401, 403, 500);
      }
    }
  }

  @Test
  void theMatrixMissesNoRoute() {
    assertThat(Operation.all().stream().map(Operation::name))
        .containsExactlyInAnyOrderElementsOf(
            Operations.of(STACK.context()).stream().map(Operations.Operation::name).toList());
  }

  private static boolean isEnough(String role, Access access) {
    return access.name().endsWith("_VIEWER")
        || access.name().endsWith("_EDITOR") && role.equals("editor");
  }
}
