package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient;
import io.granary.testing.TestStack;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class GetVersionFunctionTest {
  @RegisterExtension static final TestStack STACK = new TestStack();

  @Test
  void aVersionStaysAsItWasWhenTheDefinitionIsEdited() {
    VersionedSet set = VersionedSet.make(STACK, "");
    JsonNode made = set.freeze(STACK, "{\"as_of\": \"2026-01-01\"}");
    set.set(STACK, "definition = definition - 'column_mapping', table_schemas = '[]'");
    User viewer = STACK.user("viewer");
    set.definition().share(STACK, viewer, "viewer");

    JsonNode read = STACK.as(viewer).get(set.versions() + "/1").json();

    assertThat(read).isEqualTo(made);
    assertThat(read.path("definition").path("column_mapping").path("user_id").path("column"))
        .isEqualTo(made.path("definition").path("joins").get(0).path("left_column"));
  }

  @Test
  void whatIsNoVersionIsNotThere() {
    VersionedSet set = VersionedSet.make(STACK, "");
    set.freeze(STACK, "{}");
    ApiClient client = STACK.as(set.owner());

    for (String number : List.of("2", "0", "-1", "01", "x", "99999999999", "1.0")) {
      assertThat(client.get(set.versions() + "/" + number).status()).as(number).isEqualTo(404);
    }
    assertThat(STACK.signedIn("stranger").get(set.versions() + "/1").status()).isEqualTo(404);
  }
}
