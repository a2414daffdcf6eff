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

/** Leads to a small upright JPEG of an image. */
@Controller
@LambdaFunction(
    name = "get-thumbnail",
    access = Access.SAMPLE_VIEWER,
    memoryMb = 1769,
    uses = {Use.OBJECTS_READ, Use.OBJECTS_WRITE},
    answers = @Answer(status = 302, headers = "Cache-Control"))
final class GetThumbnailFunction {
  private final SampleRepository samples;
  private final MediaLinks links;

  GetThumbnailFunction(SampleRepository samples, MediaLinks links) {
    this.samples = samples;
    this.links = links;
  }

  @Get("/api/datasets/{datasetId}/samples/{sampleId}/thumbnail")
  HttpResponse<?> get(DatasetRef dataset, ResourceRef sample) {
    return links
        .thumbnail(find(dataset, sample))
        .map(
            link ->
                HttpResponse.status(HttpStatus.FOUND)
                    .header("Location", link.toString())
                    .header("Cache-Control", "private, max-age=600"))
        .orElseThrow(() -> GranaryException.notFound("thumbnail"));
  }

  private Sample find(DatasetRef dataset, ResourceRef sample) {
    return samples
        .find(dataset.id(), sample.id())
        .orElseThrow(() -> GranaryException.notFound("sample"));
  }
}
