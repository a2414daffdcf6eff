package io.granary.datasets;

import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.Caller;
import io.granary.api.LambdaFunction;
import io.granary.datasets.Comparisons.Request;
import io.granary.domain.Code;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;

/**
 * Puts two to five datasets side by side, and says what differs. Only what is kept is compared; no
 * warehouse is asked.
 */
@Controller
@LambdaFunction(name = "compare-datasets", access = Access.SIGNED_IN, refuses = Code.NOT_FOUND)
final class CompareDatasetsFunction {
  private final Comparisons comparisons;

  CompareDatasetsFunction(Comparisons comparisons) {
    this.comparisons = comparisons;
  }

  @Post("/api/datasets/compare")
  Comparison compare(Caller caller, @Body Request request) {
    return comparisons.of(caller, request, null);
  }
}
