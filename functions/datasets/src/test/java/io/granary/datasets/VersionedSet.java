package io.granary.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.database.User;
import io.granary.testing.ApiClient.Answer;
import io.granary.testing.SampleDefinition;
import io.granary.testing.TestStack;

/** A dataset over tables that versions are made of. */
record VersionedSet(SampleDefinition definition, User owner) {
  static VersionedSet make(TestStack stack, String more) {
    User owner = stack.user("o" + Long.toString(System.nanoTime(), 36));
    return new VersionedSet(
        SampleDefinition.make(stack, owner, "sales", SampleDefinition.orders(more)), owner);
  }

  String path() {
    return "/api/datasets/" + definition.id();
  }

  String versions() {
    return path() + "/versions";
  }

  /** Makes a version, and gives it. */
  JsonNode freeze(TestStack stack, String body) {
    Answer made = stack.as(owner).post(versions(), body);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.json();
  }

  /** Changes the definition's row, as an edit does. */
  void set(TestStack stack, String assignments) {
    stack
        .stack()
        .executeAsOwner(
            "update datasets set %s where id = '%s'".formatted(assignments, definition.id()));
  }
}
