package io.granary.datasets;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.granary.api.Access;
import io.granary.api.AnnotationView;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.ResourceRef;
import io.granary.database.AnnotationRepository;
import io.granary.database.SampleRepository;
import io.granary.domain.GranaryException;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.List;

/** One sample with its annotations. */
@Controller
@LambdaFunction(name = "get-sample", access = Access.SAMPLE_VIEWER)
final class GetSampleFunction {
  private final SampleRepository samples;
  private final AnnotationRepository annotations;

  GetSampleFunction(SampleRepository samples, AnnotationRepository annotations) {
    this.samples = samples;
    this.annotations = annotations;
  }

  /** A sample, and what people or files say about it. */
  record AnnotatedSample(@JsonUnwrapped SampleView sample, List<AnnotationView> annotations) {}

  @Get("/api/datasets/{datasetId}/samples/{sampleId}")
  AnnotatedSample get(DatasetRef dataset, ResourceRef sample) {
    return samples
        .find(dataset.id(), sample.id())
        .map(
            found ->
                new AnnotatedSample(
                    SampleView.of(found),
                    annotations.ofSamples(dataset.id(), List.of(found.id())).stream()
                        .map(AnnotationView::of)
                        .toList()))
        .orElseThrow(() -> GranaryException.notFound("sample"));
  }
}
