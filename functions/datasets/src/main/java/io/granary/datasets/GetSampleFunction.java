package io.granary.datasets;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.granary.api.Access;
import io.granary.api.AnnotationView;
import io.granary.api.Caller;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.ResourceRef;
import io.granary.database.AnnotationRepository;
import io.granary.database.Sample;
import io.granary.domain.Code;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.List;

/** One sample with its annotations. */
@Controller
@LambdaFunction(
    name = "get-sample",
    access = Access.SAMPLE_VIEWER,
    refuses = Code.DATASET_NOT_READY)
final class GetSampleFunction {
  private final ReadySamples samples;
  private final AnnotationRepository annotations;

  GetSampleFunction(ReadySamples samples, AnnotationRepository annotations) {
    this.samples = samples;
    this.annotations = annotations;
  }

  /** A sample, and what people or files say about it. */
  record AnnotatedSample(@JsonUnwrapped SampleView sample, List<AnnotationView> annotations) {}

  @Get("/api/datasets/{datasetId}/samples/{sampleId}")
  AnnotatedSample get(Caller caller, DatasetRef dataset, ResourceRef sample) {
    Sample found = samples.get(caller, dataset, sample);
    return new AnnotatedSample(
        SampleView.of(found),
        annotations.ofSamples(dataset.id(), List.of(found.id())).stream()
            .map(AnnotationView::of)
            .toList());
  }
}
