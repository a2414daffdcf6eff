package io.granary.datasets;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.ResourceRef;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.storage.ObjectKeys;
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
    reads = {ObjectKeys.RAW, ObjectKeys.THUMBNAILS},
    writes = ObjectKeys.THUMBNAILS,
    answers = @Answer(status = 302, headers = "Cache-Control"),
    refuses = Code.DATASET_NOT_READY)
final class GetThumbnailFunction {
  private final ReadySamples samples;
  private final MediaLinks links;

  GetThumbnailFunction(ReadySamples samples, MediaLinks links) {
    this.samples = samples;
    this.links = links;
  }

  @Get("/api/datasets/{datasetId}/samples/{sampleId}/thumbnail")
  HttpResponse<?> get(Caller caller, DatasetRef dataset, ResourceRef sample) {
    return links
        .thumbnail(samples.get(caller, dataset, sample))
        .map(
            link ->
                HttpResponse.status(HttpStatus.FOUND)
                    .header("Location", link.toString())
                    .header("Cache-Control", "private, max-age=600"))
        .orElseThrow(() -> GranaryException.notFound("thumbnail"));
  }
}
