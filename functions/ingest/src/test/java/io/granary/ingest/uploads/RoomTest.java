package io.granary.ingest.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.QuotaRepository;
import io.granary.database.QuotaRepository.Quota;
import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.TestStack;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is to come counts before it comes. */
final class RoomTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  private final Rows rows = new Rows(STACK);

  @Test
  void roomIsTakenForWhatIsToCome() {
    User hal = STACK.user("hal");
    STACK.bean(QuotaRepository.class).set(hal.id(), new Quota(10, 1000L), Instant.now());
    ApiClient client = STACK.as(hal);

    assertThat(client.post("/api/uploads", named("one", 600, false)).status()).isEqualTo(201);
    assertThat(client.post("/api/uploads", named("two", 401, false)).code())
        .isEqualTo("QUOTA_EXCEEDED");
    assertThat(client.post("/api/uploads", named("dry", 300, true)).status()).isEqualTo(201);
    assertThat(client.post("/api/uploads", named("dry", 101, true)).code())
        .isEqualTo("QUOTA_EXCEEDED");
    assertThat(rows.count("select count(*) from datasets where owner_id = ?", hal.id()))
        .isEqualTo(1);
  }

  private static Map<String, Object> named(String name, int size, boolean dry) {
    return Map.of(
        "dataset_name", name,
        "dry_run", dry,
        "files", List.of(Map.of("path", "a.jpg", "size", size)));
  }
}
