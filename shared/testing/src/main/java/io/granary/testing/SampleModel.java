package io.granary.testing;

import io.granary.database.Model.About;
import io.granary.database.ModelRepository;
import io.granary.database.User;
import io.granary.domain.Ids;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** A model without datasets. */
public final class SampleModel {
  private SampleModel() {}

  /** Makes one and gives its identifier. */
  public static UUID make(TestStack stack, User owner, String name) {
    UUID id = stack.bean(Ids.class).next();
    stack
        .bean(ModelRepository.class)
        .insert(
            id,
            owner.id(),
            new About(name, "made by a test", "duckdb", null, "raw_data", null, null, null),
            Instant.now().truncatedTo(ChronoUnit.MICROS));
    return id;
  }
}
