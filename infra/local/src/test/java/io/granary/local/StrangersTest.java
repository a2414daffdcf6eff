package io.granary.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.api.Access;
import io.granary.database.User;
import io.granary.local.Operations.Operation;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.SampleModel;
import io.granary.testing.TestStack;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every operation, asked by those whom it is not for. */
final class StrangersTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static final Set<Access> WITHOUT_RESOURCE =
      Set.of(Access.PUBLIC, Access.SIGNED_IN, Access.ADMIN);

  /**
   * What a path may name.
   *
   * @param model a model of the dataset's owner, which the dataset is in
   */
  private record Target(SampleDataset dataset, UUID model) {
    static Target of(User owner) {
      var target =
          new Target(
              SampleDataset.make(STACK, owner, "set", 1), SampleModel.make(STACK, owner, "model"));
      target.dataset().moveTo(STACK, target.model());
      return target;
    }
  }

  @Test
  void withoutATokenOnlyPublicOperationsAnswer() {
    Target target = Target.of(STACK.user("ann"));
    for (Operation operation : Operations.of(STACK.context())) {
      Answer answer = call(STACK.anonymous(), operation, target);

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
    Target target = Target.of(owner);
    ApiClient stranger = STACK.signedIn("stranger");
    int checked = 0;
    for (Operation operation : Operations.of(STACK.context())) {
      if (!WITHOUT_RESOURCE.contains(operation.access())) {
        Answer refused = call(stranger, operation, target);
        Answer nothing = call(stranger, operation, nowhere());
        Answer granted = call(STACK.as(owner), operation, target);

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
    Target target = Target.of(STACK.user("dee"));
    ApiClient user = STACK.signedIn("no-admin");
    int checked = 0;
    for (Operation operation : Operations.of(STACK.context())) {
      if (operation.access() == Access.ADMIN) {
        assertThat(call(user, operation, target).status()).as(operation.name()).isEqualTo(403);
        checked++;
      }
    }
    assertThat(checked).isPositive();
  }

  @Test
  void aRoleOpensWhatItIsEnoughForAndNothingElse() {
    Target target = Target.of(STACK.user("cyn"));
    for (String role : List.of("viewer", "editor")) {
      User user = STACK.user("a-" + role);
      target.dataset().share(STACK, user, role);
      for (Operation operation : Operations.of(STACK.context())) {
        if (!WITHOUT_RESOURCE.contains(operation.access())) {
          Answer answer = call(STACK.as(user), operation, target);

          if (operation.access() == Access.MODEL_OWNER) {
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

  private static boolean isEnough(String role, Access access) {
    return access.name().endsWith("_VIEWER")
        || access.name().endsWith("_EDITOR") && role.equals("editor");
  }

  private static Target nowhere() {
    var none = UUID.fromString("01890000-0000-7000-8000-000000000000");
    return new Target(new SampleDataset(none, none, none, none, List.of(none)), none);
  }

  private static Answer call(ApiClient client, Operation operation, Target target) {
    SampleDataset dataset = target.dataset();
    String path =
        operation
            .path()
            .replace("{datasetId}", dataset.id().toString())
            .replace("{sampleId}", dataset.samples().getFirst().toString())
            .replace("{projectId}", dataset.project().toString())
            .replace("{jobId}", dataset.job().toString())
            .replace("{modelId}", target.model().toString())
            .replace("{username}", "nobody")
            .replace("{userId}", dataset.id().toString())
            .replace("{tokenId}", dataset.id().toString());
    if (operation.name().equals("list-projects")) {
      path += "?dataset_id=" + dataset.id();
    }
    return client.send(operation.method(), path, Map.of(), null);
  }
}
