package io.granary.datasets;

import io.granary.database.DatasetRepository;
import io.granary.domain.DatasetName;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
    Set<String> taken = new HashSet<>(datasets.namesLike(owner, name));
    return taken.contains(name.toLowerCase(Locale.ROOT))
        ? new Availability(false, "You already have a dataset of that name.", free(name, taken))
        : new Availability(true, null, null);
  }

  private static @Nullable String free(String name, Set<String> taken) {
    for (int number = 2; number <= taken.size() + 2; number++) {
      String candidate = name + "-" + number;
      if (!taken.contains(candidate.toLowerCase(Locale.ROOT))) {
        return DatasetName.problem(candidate).isEmpty() ? candidate : null;
      }
    }
    return null;
  }
}
