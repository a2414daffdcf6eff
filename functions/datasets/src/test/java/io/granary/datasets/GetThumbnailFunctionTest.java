package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetThumbnailFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private static byte[] read(String link) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(URI.create(link)).build(), BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }

  @Test
  void aThumbnailIsMadeAtTheFirstRequestAndKept() throws IOException, InterruptedException {
    User owner = STACK.user("leo");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 5);
    String path =
        "/api/datasets/%s/samples/%s/thumbnail".formatted(dataset.id(), dataset.samples().get(1));

    byte[] first = read(STACK.as(owner).get(path).headers().get("location"));
    byte[] second = read(STACK.as(owner).get(path).headers().get("location"));

    assertThat(first).startsWith(0xFF, 0xD8).isEqualTo(second);
  }

  @Test
  void aPictureThatCannotBeDecodedHasNone() {
    User owner = STACK.user("max");
    SampleDataset dataset = SampleDataset.make(STACK, owner, "birds", 5);
    STACK
        .stack()
        .executeAsOwner(
            "update samples set object_key = 'raw/broken' where id = '%s'"
                .formatted(dataset.samples().get(0)));
    STACK.objects().create("raw/broken", new byte[] {1, 2, 3}, "image/png");

    Answer answer =
        STACK
            .as(owner)
            .get(
                "/api/datasets/%s/samples/%s/thumbnail"
                    .formatted(dataset.id(), dataset.samples().get(0)));

    assertThat(answer.status()).isEqualTo(404);
  }

  @Test
  void aStrangerGetsNothing() {
    SampleDataset dataset = SampleDataset.make(STACK, STACK.user("owner-of-it"), "secret", 1);
    String path =
        "/api/datasets/%s/samples/%s/thumbnail".formatted(dataset.id(), dataset.samples().get(0));

    assertThat(STACK.signedIn("stranger").get(path).status()).isEqualTo(404);
    assertThat(STACK.anonymous().get(path).status()).isEqualTo(401);
  }
}
