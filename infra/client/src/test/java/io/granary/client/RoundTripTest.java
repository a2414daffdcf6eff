package io.granary.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.granary.client.api.AccountApi;
import io.granary.client.api.DatasetsApi;
import io.granary.client.api.DefinitionsApi;
import io.granary.client.http.ApiClient;
import io.granary.client.http.ApiException;
import io.granary.client.model.Dataset;
import io.granary.client.model.DatasetPage;
import io.granary.client.model.LoginRequest;
import io.granary.client.model.Problem;
import io.granary.client.model.RegisterRequest;
import io.granary.client.model.TokenPair;
import io.granary.client.model.UpdateDatasetRequest;
import io.granary.client.model.User;
import io.granary.database.UserRepository;
import io.granary.local.HttpFront;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A program that knows nothing of Granary but its description. */
final class RoundTripTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private HttpFront front;
  private ApiClient client;

  @BeforeEach
  void start() throws IOException {
    front = HttpFront.start(0, STACK.gateway());
    client = new ApiClient();
    client.updateBaseUri(front.url());
  }

  @AfterEach
  void stop() {
    front.close();
  }

  @Test
  void registersLogsInAndChangesADataset() throws ApiException {
    User ada = register("ada");
    signIn("ada");
    SampleDataset made =
        SampleDataset.make(
            STACK, STACK.bean(UserRepository.class).find(ada.getId()).orElseThrow(), "set", 2);
    var datasets = new DatasetsApi(client);

    DatasetPage page = page(datasets);
    Dataset changed =
        new DefinitionsApi(client)
            .updateDataset(
                made.id(),
                null,
                new UpdateDatasetRequest().name("Road signs").tags(List.of("traffic")));

    assertThat(page.getTotal()).isEqualTo(1);
    assertThat(page.getItems()).extracting(Dataset::getId).containsExactly(made.id());
    assertThat(page.getItems().getFirst().getOwner().getUsername()).isEqualTo("ada");
    assertThat(changed.getName()).isEqualTo("Road signs");
    assertThat(changed.getTags()).containsExactly("traffic");
    assertThat(datasets.getDataset(made.id())).isEqualTo(changed);
    assertThat(
            datasets
                .listSamples(made.id(), null, null, null, null, null, null, null, null, null)
                .getItems())
        .hasSize(2);
  }

  @Test
  void readsTheProblemOfARefusal() throws Exception {
    register("bea");
    signIn("bea");

    ApiException refused =
        catchThrowableOfType(
            ApiException.class, () -> new DatasetsApi(client).getDataset(UUID.randomUUID()));

    assertThat(refused.getCode()).isEqualTo(404);
    Problem problem =
        ApiClient.createDefaultObjectMapper().readValue(refused.getResponseBody(), Problem.class);
    assertThat(problem.getCode()).isEqualTo(Problem.CodeEnum.NOT_FOUND);
    assertThat(problem.getRequestId())
        .isEqualTo(refused.getResponseHeaders().firstValue("X-Request-Id").orElseThrow());
  }

  private static DatasetPage page(DatasetsApi datasets) throws ApiException {
    return datasets.listDatasets(
        null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  private User register(String username) throws ApiException {
    return new AccountApi(client)
        .register(
            new RegisterRequest()
                .username(username)
                .email(username + "@example.com")
                .password("a long password"));
  }

  private void signIn(String username) throws ApiException {
    TokenPair tokens =
        new AccountApi(client)
            .login(new LoginRequest().username(username).password("a long password"));
    client.setRequestInterceptor(
        request -> request.header("Authorization", "Bearer " + tokens.getAccessToken()));
  }
}
