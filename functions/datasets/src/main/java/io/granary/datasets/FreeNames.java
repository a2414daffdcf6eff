package io.granary.datasets;

import io.granary.api.FreeName;
import io.granary.database.DatasetRepository;
import io.granary.domain.DatasetName;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Says whether somebody may give a name to a new dataset; names are the owner's, not the model's.
 */
@Singleton
final class FreeNames {
  private final DatasetRepository datasets;

  FreeNames(DatasetRepository datasets) {
    this.datasets = datasets;
  }

  /** The name in question. */
  @Introspected
  record Request(@NotNull String name) {}

  /**
   * Whether it may be given.
   *
   * @param reason why not
   * @param suggestion a name that may be given instead
   */
  record Availability(boolean available, @Nullable String reason, @Nullable String suggestion) {}

  Availability check(UUID owner, Request request) {
    String name = DatasetName.normalized(request.name());
    Optional<String> problem = DatasetName.problem(name);
    if (problem.isPresent()) {
      return new Availability(false, "The name " + problem.get() + ".", null);
    }
    List<String> taken = datasets.namesLike(owner, name);
    return FreeName.isTaken(name, taken)
        ? new Availability(
            false,
            "You already have a dataset of that name.",
            FreeName.like(name, taken).orElse(null))
        : new Availability(true, null, null);
  }
}
