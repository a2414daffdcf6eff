package io.granary.datasets;

import io.granary.api.Caller;
import io.granary.database.ComparisonRepository;
import io.granary.database.Dataset;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts datasets side by side. */
@Singleton
final class Comparisons {
  private final ComparisonRepository rows;

  Comparisons(ComparisonRepository rows) {
    this.rows = rows;
  }

  /**
   * Which datasets.
   *
   * @param datasetIds two to five, each once
   */
  @Introspected
  record Request(@NotNull @Size(min = 2, max = 5) List<@NotNull UUID> datasetIds) {}

  /**
   * Compares datasets that the caller may see.
   *
   * @param model that all must be in; null for any
   * @throws GranaryException VALIDATION_FAILED when one is named twice; NOT_FOUND when the caller
   *     may not see all, without saying which
   */
  Comparison of(Caller caller, Request request, @Nullable UUID model) {
    List<UUID> ids = request.datasetIds();
    checkEachOnce(ids);
    List<Dataset> found = rows.datasets(ids, caller.id());
    Map<UUID, String> analyses = rows.analyses(ids);
    Map<UUID, String> statistics = rows.statistics(ids);
    List<ComparedDataset> compared = new ArrayList<>();
    List<Dataset> inOrder = new ArrayList<>();
    for (UUID id : ids) {
      Dataset dataset =
          found.stream()
              .filter(each -> each.id().equals(id))
              .filter(each -> caller.isAdmin() || each.role() != null)
              .filter(each -> model == null || Objects.equals(each.modelId(), model))
              .findFirst()
              .orElseThrow(
                  () ->
                      new GranaryException(
                          Code.NOT_FOUND, "Cannot compare: not all of these datasets are there."));
      inOrder.add(dataset);
      compared.add(
          ComparedDataset.of(
              dataset,
              Optional.ofNullable(analyses.get(id)),
              Optional.ofNullable(statistics.get(id))));
    }
    return new Comparison(compared, Differences.of(inOrder, compared, statistics));
  }

  private static void checkEachOnce(List<UUID> ids) {
    List<Violation> violations = new ArrayList<>();
    var seen = new HashSet<UUID>();
    for (int i = 0; i < ids.size(); i++) {
      if (!seen.add(ids.get(i))) {
        violations.add(new Violation("/dataset_ids/" + i, "is there twice"));
      }
    }
    if (!violations.isEmpty()) {
      throw new GranaryException(
          Code.VALIDATION_FAILED,
          "Cannot take the request: %d problem(s) found.".formatted(violations.size()),
          violations);
    }
  }
}
