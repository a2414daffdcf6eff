package io.granary.datasets;

import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Caller;
import io.granary.api.LambdaFunction;
import io.granary.database.DatasetRepository;
import io.granary.domain.DatasetName;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import jakarta.validation.constraints.NotNull;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says whether the caller may give a name to a new dataset. */
@Controller
@LambdaFunction(name = "check-name", access = Access.SIGNED_IN)
final class CheckNameFunction {
  private final DatasetRepository datasets;

  CheckNameFunction(DatasetRepository datasets) {
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

  @Post("/api/datasets/check-name")
  Availability check(Caller caller, @Body Request request) {
    String name = DatasetName.normalized(request.name());
    Optional<String> problem = DatasetName.problem(name);
    if (problem.isPresent()) {
      return new Availability(false, "The name " + problem.get() + ".", null);
    }
    Set<String> taken = new HashSet<>(datasets.namesLike(caller.id(), name));
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
