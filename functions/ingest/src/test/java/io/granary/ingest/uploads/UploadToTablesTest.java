package io.granary.ingest.uploads;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDefinition;
import io.granary.testing.TestStack;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What start-upload does with datasets over tables. */
final class UploadToTablesTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void theyTakeNoFiles() {
    User owner = STACK.user("ann");
    UUID tables = SampleDefinition.make(STACK, owner, "tables", SampleDefinition.orders("")).id();
    STACK
        .stack()
        .executeAsOwner("update datasets set status = 'active' where id = '%s'".formatted(tables));

    Answer answer =
        STACK
            .as(owner)
            .post(
                "/api/uploads",
                Map.of("dataset_id", tables, "files", List.of(Map.of("path", "a.jpg", "size", 1))));

    assertThat(answer.status()).isEqualTo(409);
    assertThat(answer.code()).isEqualTo("WRONG_KIND");
    assertThat(answer.json().path("detail").asText()).contains("made of tables");
  }
}
