package io.granary.datasets;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.Access;
import io.granary.api.AnnotationView;
import io.granary.api.Caller;
import io.granary.api.DatasetRef;
import io.granary.api.JobAccepted;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.Parameters;
import io.granary.api.TableRows.RowColumn;
import io.granary.database.Annotation;
import io.granary.database.AnnotationRepository;
import io.granary.database.Dataset;
import io.granary.database.ProjectRepository;
import io.granary.database.Sample;
import io.granary.database.SampleRepository;
import io.granary.database.SampleRepository.Filter;
import io.granary.domain.Code;
import io.granary.storage.ObjectKeys;
import io.granary.storage.WarehouseMessage;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Some samples of a dataset, with what is needed to show them: links, thumbnails, annotations. Of a
 * dataset over tables, some rows, which a job asks the warehouse for; it is waited for a while, and
 * rows are given again for an hour.
 */
@Controller
@LambdaFunction(
    name = "preview-dataset",
    access = Access.DATASET_VIEWER,
    replaces = "GET /api/datasets/{id}/preview/",
    memoryMb = 1769,
    reads = {ObjectKeys.RAW, ObjectKeys.THUMBNAILS},
    writes = ObjectKeys.THUMBNAILS,
    sends = WarehouseMessage.QUEUE,
    refuses = {
      Code.BUDGET_EXCEEDED,
      Code.DATASET_BUSY,
      Code.DATASET_NOT_READY,
      Code.JOB_CANCELLED,
      Code.UNKNOWN_USER,
      Code.WAREHOUSE_DATASET_NOT_ALLOWED,
      Code.WAREHOUSE_DENIED,
      Code.WAREHOUSE_PROJECT_NOT_ALLOWED,
      Code.WAREHOUSE_QUERY_FAILED,
      Code.WAREHOUSE_UNAVAILABLE
    },
    answers = {
      @Answer(status = 200, body = PreviewDatasetFunction.Preview.class),
      @Answer(status = 202, body = JobAccepted.class)
    })
final class PreviewDatasetFunction {
  private static final int DEFAULT_LIMIT = 12;

  /** Pictures that are decoded at once. */
  private static final int PARALLEL = 4;

  private final ReadyDatasets datasets;
  private final TablePreviews tables;
  private final SampleRepository samples;
  private final AnnotationRepository annotations;
  private final ProjectRepository projects;
  private final MediaLinks links;

  PreviewDatasetFunction(
      ReadyDatasets datasets,
      TablePreviews tables,
      SampleRepository samples,
      AnnotationRepository annotations,
      ProjectRepository projects,
      MediaLinks links) {
    this.datasets = datasets;
    this.tables = tables;
    this.samples = samples;
    this.annotations = annotations;
    this.projects = projects;
    this.links = links;
  }

  /**
   * What to show.
   *
   * @param limit how many; 12 samples or 20 rows when it is left out
   * @param split one split alone; of a dataset over tables train or eval
   * @param classNameOrId a class by its name or id; of file sets alone
   */
  @Introspected
  record Query(
      @Nullable @Min(1) @Max(50) Integer limit,
      @Nullable @Size(max = 100) String split,
      @JsonProperty("class") @Nullable @Size(max = 200) String classNameOrId) {}

  /**
   * A dataset at a glance.
   *
   * @param items samples; none of a dataset over tables
   * @param columns what rows have, in this order; absent for a file set
   * @param rows values by the names of columns; long ones are cut; absent for a file set
   */
  record Preview(
      UUID datasetId,
      @Nullable String modality,
      long totalSamples,
      List<PreviewItem> items,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<RowColumn> columns,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<JsonNode> rows) {}

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
  HttpResponse<?> preview(Caller caller, DatasetRef ref, @Parameters Query query) {
    Optional<Dataset> overTables = tables.find(ref.id(), caller.id());
    return overTables.isPresent()
        ? tables.preview(caller, overTables.get(), query)
        : HttpResponse.ok(samples(caller, ref, query));
  }

  private Preview samples(Caller caller, DatasetRef ref, Query query) {
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
    return new Preview(dataset.id(), dataset.modality(), dataset.totalSamples(), items, null, null);
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
