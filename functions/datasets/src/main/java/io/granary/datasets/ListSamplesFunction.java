package io.granary.datasets;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.Cursors;
import io.granary.api.Cursors.Position;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.Page;
import io.granary.api.Parameters;
import io.granary.database.Dataset;
import io.granary.database.ProjectRepository;
import io.granary.database.Sample;
import io.granary.database.SampleRepository;
import io.granary.database.SampleRepository.FacetCount;
import io.granary.database.SampleRepository.Filter;
import io.granary.domain.Code;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The samples of a dataset. */
@Controller
@LambdaFunction(
    name = "list-samples",
    access = Access.DATASET_VIEWER,
    refuses = Code.DATASET_NOT_READY)
final class ListSamplesFunction {
  private final ReadyDatasets datasets;
  private final SampleRepository samples;
  private final ProjectRepository projects;
  private final Cursors cursors;

  ListSamplesFunction(
      ReadyDatasets datasets,
      SampleRepository samples,
      ProjectRepository projects,
      Cursors cursors) {
    this.datasets = datasets;
    this.samples = samples;
    this.projects = projects;
    this.cursors = cursors;
  }

  /**
   * What to list.
   *
   * @param classNameOrId a class by its name or id
   */
  @Introspected
  record Query(
      @JsonProperty("class") @Nullable @Size(max = 200) String classNameOrId,
      @Nullable @Size(max = 100) String split,
      @Nullable @Size(max = 1024) String folder,
      @Nullable Boolean labeled,
      @Nullable @Size(max = 100) String issue,
      @Nullable @Size(max = 200) String search,
      @Nullable Boolean facets,
      @Nullable @Min(1) @Max(200) Integer limit,
      @Nullable String cursor) {}

  @Get("/api/datasets/{datasetId}/samples")
  Page<SampleView> list(Caller caller, DatasetRef ref, @Parameters Query query) {
    Dataset dataset = datasets.get(ref.id(), caller.id());
    var filter =
        new Filter(
            Classes.find(projects, dataset.id(), query.classNameOrId()),
            query.split(),
            query.folder(),
            query.labeled(),
            query.issue(),
            query.search());
    String fingerprint = "samples " + dataset.id() + filter;
    Position after = cursors.position(fingerprint, query.cursor());
    int limit = query.limit() == null ? 50 : query.limit();
    List<Sample> found =
        samples.list(
            dataset.id(),
            filter,
            after == null ? null : after.at(),
            after == null ? null : after.id(),
            limit + 1);
    String next = null;
    if (found.size() > limit) {
      found = found.subList(0, limit);
      Sample last = found.getLast();
      next = cursors.write(fingerprint, new Position(last.createdAt(), last.id()));
    }
    long count =
        filter.isEmpty()
            ? dataset.totalSamples()
            : samples.count(dataset.id(), filter, Page.COUNT_LIMIT + 1);
    Page<SampleView> page =
        Page.of(found.stream().map(SampleView::of).toList(), next, count, !filter.isEmpty());
    return Boolean.TRUE.equals(query.facets()) ? page.with(facets(dataset)) : page;
  }

  private Map<String, Map<String, Long>> facets(Dataset dataset) {
    Map<String, Map<String, Long>> facets = new LinkedHashMap<>();
    for (String field : List.of("split", "folder", "labeled")) {
      Map<String, Long> counts = new LinkedHashMap<>();
      for (FacetCount count : samples.facet(dataset.id(), field)) {
        counts.put(count.value(), count.count());
      }
      facets.put(field, counts);
    }
    Map<String, Long> classes = new LinkedHashMap<>();
    projects.classes(dataset.id()).forEach(c -> classes.put(c.name(), c.sampleCount()));
    facets.put("class", classes);
    return facets;
  }
}
