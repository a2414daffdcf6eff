package io.granary.datasets;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.granary.api.Access;
import io.granary.api.AnnotationView;
import io.granary.api.Caller;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.Parameters;
import io.granary.database.Annotation;
import io.granary.database.AnnotationRepository;
import io.granary.database.Dataset;
import io.granary.database.ProjectRepository;
import io.granary.database.Sample;
import io.granary.database.SampleRepository;
import io.granary.database.SampleRepository.Filter;
import io.granary.domain.Code;
import io.granary.storage.ObjectKeys;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Some samples of a dataset, with what is needed to show them: links, thumbnails, annotations. */
@Controller
@LambdaFunction(
    name = "preview-dataset",
    access = Access.DATASET_VIEWER,
    memoryMb = 1769,
    reads = {ObjectKeys.RAW, ObjectKeys.THUMBNAILS},
    writes = ObjectKeys.THUMBNAILS,
    refuses = Code.DATASET_NOT_READY)
final class PreviewDatasetFunction {
  private static final int DEFAULT_LIMIT = 12;

  /** Pictures that are decoded at once. */
  private static final int PARALLEL = 4;

  private final ReadyDatasets datasets;
  private final SampleRepository samples;
  private final AnnotationRepository annotations;
  private final ProjectRepository projects;
  private final MediaLinks links;

  PreviewDatasetFunction(
      ReadyDatasets datasets,
      SampleRepository samples,
      AnnotationRepository annotations,
      ProjectRepository projects,
      MediaLinks links) {
    this.datasets = datasets;
    this.samples = samples;
    this.annotations = annotations;
    this.projects = projects;
    this.links = links;
  }

  /**
   * What to show.
   *
   * @param classNameOrId a class by its name or id
   */
  @Introspected
  record Query(
      @Nullable @Min(1) @Max(50) Integer limit,
      @Nullable @Size(max = 100) String split,
      @JsonProperty("class") @Nullable @Size(max = 200) String classNameOrId) {}

  /** A dataset at a glance. */
  record Preview(
      UUID datasetId, @Nullable String modality, long totalSamples, List<PreviewItem> items) {}

  /**
   * A sample to show.
   *
   * @param url reads its bytes for 15 minutes
   * @param thumbnailUrl reads its thumbnail; null when it has none
   */
  record PreviewItem(
      UUID sampleId,
      String path,
      @Nullable String split,
      @Nullable Integer width,
      @Nullable Integer height,
      String url,
      @Nullable String thumbnailUrl,
      List<AnnotationView> annotations) {}

  @Get("/api/datasets/{datasetId}/preview")
  Preview preview(Caller caller, DatasetRef ref, @Parameters Query query) {
    Dataset dataset = datasets.get(ref.id(), caller.id());
    var filter =
        new Filter(
            Classes.find(projects, dataset.id(), query.classNameOrId()),
            query.split(),
            null,
            null,
            null,
            null);
    int limit = query.limit() == null ? DEFAULT_LIMIT : query.limit();
    List<Sample> found = samples.list(dataset.id(), filter, null, null, limit);
    List<UUID> ids = found.stream().map(Sample::id).toList();
    Map<UUID, List<AnnotationView>> annotated =
        annotations.ofSamples(dataset.id(), ids).stream()
            .collect(
                Collectors.groupingBy(
                    Annotation::sampleId,
                    Collectors.mapping(AnnotationView::of, Collectors.toList())));
    List<PreviewItem> items = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(PARALLEL, Thread.ofVirtual().factory())) {
      List<Future<PreviewItem>> pending =
          found.stream()
              .map(
                  sample ->
                      threads.submit(
                          () -> item(sample, annotated.getOrDefault(sample.id(), List.of()))))
              .toList();
      for (Future<PreviewItem> each : pending) {
        items.add(each.get());
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("Cannot prepare a preview", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while preparing a preview", e);
    }
    return new Preview(dataset.id(), dataset.modality(), dataset.totalSamples(), items);
  }

  private PreviewItem item(Sample sample, List<AnnotationView> annotated) {
    return new PreviewItem(
        sample.id(),
        sample.path(),
        sample.split(),
        sample.width(),
        sample.height(),
        links.content(sample).toString(),
        links.thumbnail(sample).map(Object::toString).orElse(null),
        annotated);
  }
}
