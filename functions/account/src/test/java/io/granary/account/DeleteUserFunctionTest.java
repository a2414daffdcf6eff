package io.granary.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.AuditRepository;
import io.granary.database.BackupRepository;
import io.granary.database.DatasetRepository;
import io.granary.database.ModelRepository;
import io.granary.database.User;
import io.granary.database.UserRepository;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.SampleModel;
import io.granary.testing.TestStack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DeleteUserFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void whatTheyOwnGoesToTheHeirAndTheyAreGone() {
    User admin = STACK.admin("root");
    User heir = STACK.user("heir");
    String token = Accounts.login(STACK, "leaver").json().path("refresh_token").asText();
    User leaver = STACK.bean(UserRepository.class).findByUsername("leaver").orElseThrow();
    ApiClient asLeaver = STACK.as(leaver);
    String personal =
        asLeaver.post("/api/tokens", Map.of("name", "ci")).json().path("token").asText();
    UUID model = SampleModel.make(STACK, leaver, "sorter");
    SampleDataset.make(STACK, heir, "Birds", 1);
    SampleDataset birds = SampleDataset.make(STACK, leaver, "birds", 1);
    SampleDataset shared = SampleDataset.make(STACK, leaver, "fish", 1);
    shared.share(STACK, heir, "viewer");
    String path = "/api/users/" + leaver.id();

    Answer nobody = STACK.as(admin).delete(path);
    Answer unknown = STACK.as(admin).delete(path + "?transfer_to=no-one");
    Answer themselves = STACK.as(admin).delete(path + "?transfer_to=leaver");
    Answer done = STACK.as(admin).delete(path + "?transfer_to=heir");

    assertThat(nobody.code()).isEqualTo("VALIDATION_FAILED");
    assertThat(nobody.json().at("/errors/0/pointer").asText()).isEqualTo("?transfer_to");
    assertThat(unknown.code()).isEqualTo("UNKNOWN_USER");
    assertThat(themselves.code()).isEqualTo("UNKNOWN_USER");
    assertThat(done.status()).isEqualTo(204);
    var datasets = STACK.bean(DatasetRepository.class);
    assertThat(datasets.find(birds.id(), heir.id()).orElseThrow().name()).startsWith("birds (");
    assertThat(datasets.find(shared.id(), heir.id()).orElseThrow().role()).isEqualTo("owner");
    assertThat(
            STACK.bean(AuditRepository.class).list(birds.id(), null, null, 1).getFirst().details())
        .contains("leaver", "heir");
    assertThat(STACK.bean(ModelRepository.class).find(model).orElseThrow().ownerId())
        .isEqualTo(heir.id());
    assertThat(asLeaver.get("/api/users/me").status()).isEqualTo(401);
    assertThat(new ApiClient(STACK.gateway(), personal).get("/api/users/me").status())
        .isEqualTo(401);
    assertThat(Accounts.refresh(STACK, token).status()).isEqualTo(401);
    assertThat(STACK.as(admin).delete(path).status()).isEqualTo(404);
    assertThat(STACK.as(admin).get("/api/users?search=leaver").json().path("total").asInt())
        .isZero();
  }

  @Test
  void theirBackupsGoToTheHeirAndKeepThemWithoutOne() {
    User admin = STACK.admin("director");
    User leaver = STACK.user("saver");
    User heir = STACK.user("hoarder");
    UUID backup = UUID.randomUUID();
    STACK
        .stack()
        .executeAsOwner(
            """
            insert into backups
              (id, dataset_id, dataset_name, owner_id, created_by, job_id, state, revision,
               object_key, created_at, expires_at)
            values ('%1$s', '%1$s', 'gone', '%2$s', '%2$s', '%1$s', 'ready', 1, 'key', now(), now())
            """
                .formatted(backup, leaver.id()));
    String path = "/api/users/" + leaver.id();

    assertThat(STACK.as(admin).delete(path).json().path("detail").asText())
        .isEqualTo("Cannot delete the user: 1 dataset(s), model(s) and backup(s) are theirs.");
    assertThat(STACK.as(admin).delete(path + "?transfer_to=hoarder").status()).isEqualTo(204);
    assertThat(STACK.bean(BackupRepository.class).find(backup).orElseThrow().ownerId())
        .isEqualTo(heir.id());
  }

  @Test
  void theirNameIsNeverGivenOutAgain() {
    User admin = STACK.admin("chief");
    User first = STACK.user("once");

    assertThat(STACK.as(admin).delete("/api/users/" + first.id()).status()).isEqualTo(204);
    Answer again =
        STACK
            .anonymous()
            .post(
                "/api/auth/register",
                Map.of("username", "once", "email", "o@example.com", "password", "0123456789"));
    assertThat(again.code()).isEqualTo("USERNAME_TAKEN");
    assertThat(STACK.bean(UserRepository.class).findByUsername("once")).isEmpty();
  }

  @Test
  void twoAdminsWhoRemoveEachOtherLeaveOne() throws InterruptedException, ExecutionException {
    for (int i = 0; i < 5; i++) {
      User a = STACK.admin("a-%d".formatted(i));
      User b = STACK.admin("b-%d".formatted(i));
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Callable<Answer>> both =
            List.of(
                () -> STACK.as(a).delete("/api/users/" + b.id()),
                () ->
                    STACK
                        .as(b)
                        .put("/api/users/%s/role".formatted(a.id()), Map.of("role", "user")));
        List<Integer> statuses = new ArrayList<>();
        for (var future : threads.invokeAll(both)) {
          statuses.add(future.get().status());
        }
        assertThat(statuses.stream().filter(status -> status < 300)).hasSize(1);
        assertThat(statuses).allMatch(status -> status < 500);
      }
    }
  }

  @Test
  void anHeirWhoGoesAtTheSameTimeGetsNothing() throws InterruptedException, ExecutionException {
    ApiClient admin = STACK.as(STACK.admin("keeper"));
    for (int i = 0; i < 5; i++) {
      User leaver = STACK.user("goer-" + i);
      User heir = STACK.user("heir-" + i);
      SampleDataset dataset = SampleDataset.make(STACK, leaver, "kept", 1);
      List<Callable<Answer>> both =
          List.of(
              () ->
                  admin.delete(
                      "/api/users/%s?transfer_to=%s".formatted(leaver.id(), heir.username())),
              () -> admin.delete("/api/users/" + heir.id()));
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        for (var future : threads.invokeAll(both)) {
          assertThat(future.get().status()).isIn(204, 400);
        }
      }
      assertThat(isOwned(dataset)).isTrue();
    }
  }

  /** Whether the owner of a dataset is there. */
  private static boolean isOwned(SampleDataset dataset) {
    return STACK
        .bean(Jdbi.class)
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        """
                        select u.deleted_at is null
                        from datasets d join users u on u.id = d.owner_id
                        where d.id = :id
                        """)
                    .bind("id", dataset.id())
                    .mapTo(Boolean.class)
                    .one());
  }

  @Test
  void anAdminIsAlwaysLeft() {
    User admin = STACK.admin("only");

    assertThat(STACK.as(admin).delete("/api/users/" + admin.id()).code())
        .isEqualTo("VALIDATION_FAILED");
    assertThat(STACK.signedIn("mallory").delete("/api/users/" + admin.id()).status())
        .isEqualTo(403);
  }
}
