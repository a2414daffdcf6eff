package io.granary.datasets;

import io.granary.api.Access;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.ResourceRef;
import io.granary.database.Sample;
import io.granary.database.SampleRepository;
import io.granary.domain.GranaryException;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** Leads to the bytes of a sample, as they were uploaded. */
@Controller
@LambdaFunction(
    name = "get-content",
    access = Access.SAMPLE_VIEWER,
    uses = Use.OBJECTS_READ,
    answers = @Answer(status = 302, headers = "Cache-Control"))
final class GetContentFunction {
  private final SampleRepository samples;
  private final MediaLinks links;

  GetContentFunction(SampleRepository samples, MediaLinks links) {
    this.samples = samples;
    this.links = links;
  }

  @Get("/api/datasets/{datasetId}/samples/{sampleId}/content")
  HttpResponse<?> get(DatasetRef dataset, ResourceRef sample) {
    return HttpResponse.status(HttpStatus.FOUND)
        .header("Location", links.content(find(dataset, sample)).toString())
        .header("Cache-Control", "private, max-age=600");
  }

  private Sample find(DatasetRef dataset, ResourceRef sample) {
    return samples
        .find(dataset.id(), sample.id())
        .orElseThrow(() -> GranaryException.notFound("sample"));
  }
}
