package io.granary.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.DatasetRepository;
import io.granary.database.DatasetRepository.NewDataset;
import io.granary.database.User;
import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import io.granary.testing.ApiClient;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.SampleModel;
import io.granary.testing.TestStack;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class DeleteModelFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aModelWithoutDatasetsGoes() {
    User owner = STACK.user("ann");
    String path = "/api/models/" + SampleModel.make(STACK, owner, "birds");
    ApiClient client = STACK.as(owner);

    Answer old = client.send("DELETE", path, Map.of("If-Match", "\"7\""), null);
    Answer gone = client.delete(path);

    assertThat(old.status()).isEqualTo(412);
    assertThat(gone.status()).isEqualTo(204);
    assertThat(client.get(path).status()).isEqualTo(404);
    assertThat(client.delete(path).status()).isEqualTo(404);
  }

  @Test
  void aModelWithDatasetsStaysAlsoWhenTheyAreInTheTrash() {
    User owner = STACK.user("bea");
    UUID model = SampleModel.make(STACK, owner, "bees");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "hive", 1);
    dataset.moveTo(STACK, model);
    ApiClient client = STACK.as(owner);

    Answer used = client.delete("/api/models/" + model);
    STACK.stack().executeAsOwner("update datasets set deleted_at = now()");
    Answer trashed = client.delete("/api/models/" + model);

    assertThat(used.status()).isEqualTo(409);
    assertThat(used.code()).isEqualTo("MODEL_IN_USE");
    assertThat(trashed.code()).isEqualTo("MODEL_IN_USE");
    assertThat(client.get("/api/models/" + model).status()).isEqualTo(200);
  }

  @RepeatedTest(8)
  void aDatasetThatArrivesAtTheSameTimeWinsOrLosesAsAWhole(RepetitionInfo repetition)
      throws Exception {
    User owner = STACK.user("cyn-" + repetition.getCurrentRepetition());
    UUID model = SampleModel.make(STACK, owner, "cats");
    ApiClient client = STACK.as(owner);
    var start = new CyclicBarrier(2);
    var arrived = CompletableFuture.supplyAsync(() -> arrives(start, owner, model));
    start.await();

    Answer deleted = client.delete("/api/models/" + model);

    assertThat(deleted.status()).isEqualTo(arrived.get() ? 409 : 204);
    assertThat(client.get("/api/models/" + model).status()).isEqualTo(arrived.get() ? 200 : 404);
  }

  /** Says whether it did. */
  private static boolean arrives(CyclicBarrier start, User owner, UUID model) {
    UUID id = STACK.bean(Ids.class).next();
    try {
      start.await();
      STACK
          .bean(Jdbi.class)
          .useTransaction(
              handle ->
                  STACK
                      .bean(DatasetRepository.class)
                      .insert(
                          handle,
                          new NewDataset(id, owner.id(), "x", null, "drop", model, Instant.now())));
      return true;
    } catch (GranaryException refused) {
      assertThat(refused).hasMessage("Cannot make the dataset: its model is gone.");
      return false;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aStrangerSeesNothing() {
    String path = "/api/models/" + SampleModel.make(STACK, STACK.user("dee"), "dogs");

    assertThat(STACK.signedIn("stranger").delete(path).status()).isEqualTo(404);
    assertThat(STACK.anonymous().delete(path).status()).isEqualTo(401);
  }
}
