package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.SampleImages;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetContentFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static byte[] read(String link) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  @Test
  void theLinkGivesTheBytesAsTheyAre() throws IOException, InterruptedException {
    User owner = STACK.user("kim");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 5);

    Answer answer =
        STACK
            .as(owner)
            .get(
                "/api/datasets/%s/samples/%s/content"
                    .formatted(dataset.id(), dataset.samples().get(1)));

    assertThat(answer.status()).isEqualTo(302);
    assertThat(read(answer.headers().get("location"))).isEqualTo(SampleImages.png(64, 48, 1));
  }

  @Test
  void aStrangerGetsNothing() {
    SampleDataset dataset = SampleDataset.make(STACK, STACK.user("owner-of-it"), "secret", 1);
    String path =
        "/api/datasets/%s/samples/%s/content".formatted(dataset.id(), dataset.samples().get(0));

    assertThat(STACK.signedIn("stranger").get(path).status()).isEqualTo(404);
    assertThat(STACK.anonymous().get(path).status()).isEqualTo(401);
  }
}
