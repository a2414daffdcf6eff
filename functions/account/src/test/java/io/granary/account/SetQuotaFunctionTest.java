package io.granary.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.SampleDataset;
import io.granary.testing.TestStack;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SetQuotaFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aUserSeesWhatTheyKeepAndWhatTheyMay() {
    ApiClient admin = STACK.as(STACK.admin("root"));
    User ann = STACK.user("ann");
    SampleDataset.make(STACK, ann, "set", 1);
    String path = "/api/users/%s/quota".formatted(ann.id());

    assertThat(admin.put(path, Map.of("datasets", 3, "storage_bytes", 5000)).status())
        .isEqualTo(204);
    var me = STACK.as(ann).get("/api/users/me").json();
    assertThat(me.at("/usage/datasets").asInt()).isEqualTo(1);
    assertThat(me.at("/usage/storage_bytes").asInt()).isEqualTo(1000);
    assertThat(me.at("/quota/datasets").asInt()).isEqualTo(3);
    assertThat(me.at("/quota/storage_bytes").asInt()).isEqualTo(5000);

    assertThat(admin.put(path, "{\"datasets\": null}").status()).isEqualTo(204);
    var after = STACK.as(ann).get("/api/users/me").json().path("quota");
    assertThat(after.path("datasets").asInt()).isEqualTo(100_000);
    assertThat(after.path("storage_bytes").asInt()).as("absent keeps").isEqualTo(5000);
    assertThat(admin.put(path, Map.of("datasets", 12345678901L)).status()).isEqualTo(400);
    assertThat(admin.put(path, Map.of("datasets", "3")).status()).isEqualTo(400);
    assertThat(admin.put(path, Map.of("datasets", -1)).status()).isEqualTo(400);
    assertThat(admin.put("/api/users/1/quota", Map.of()).status()).isEqualTo(404);
    assertThat(STACK.as(ann).put(path, Map.of()).status()).isEqualTo(403);
  }
}
