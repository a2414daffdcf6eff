package io.granary.datasets;

import io.granary.api.Access;
import io.granary.api.Cursors;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.Page;
import io.granary.api.Parameters;
import io.granary.api.VersionView;
import io.granary.database.DatasetVersion;
import io.granary.database.DatasetVersionRepository;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The versions of a dataset, newest first. */
@Controller
@LambdaFunction(name = "list-versions", access = Access.DATASET_VIEWER)
final class ListVersionsFunction {
  private static final int USUAL_LIMIT = 50;

  private final DatasetVersionRepository versions;
  private final Cursors cursors;

  ListVersionsFunction(DatasetVersionRepository versions, Cursors cursors) {
    this.versions = versions;
    this.cursors = cursors;
  }

  /** Which page. */
  @Introspected
  record Query(@Nullable @Min(1) @Max(200) Integer limit, @Nullable String cursor) {}

  @Get("/api/datasets/{datasetId}/versions")
  Page<VersionView> list(DatasetRef ref, @Parameters Query query) {
    String fingerprint = "versions " + ref.id();
    Integer before =
        query.cursor() == null
            ? null
            : Integer.valueOf(cursors.read(fingerprint, query.cursor()).getFirst());
    int limit = query.limit() == null ? USUAL_LIMIT : query.limit();
    List<DatasetVersion> found = versions.list(ref.id(), before, limit + 1);
    String next = null;
    if (found.size() > limit) {
      found = found.subList(0, limit);
      next = cursors.write(fingerprint, List.of(Integer.toString(found.getLast().version())));
    }
    return Page.of(
        found.stream().map(VersionView::of).toList(), next, versions.count(ref.id()), false);
  }
}
