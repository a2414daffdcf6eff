package io.granary.datasets;

import io.granary.api.Access;
import io.granary.api.Caller;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Answer;
import io.granary.api.ResourceRef;
import io.granary.domain.Code;
import io.granary.storage.ObjectKeys;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** Leads to the bytes of a sample, as they were uploaded. */
@Controller
@LambdaFunction(
    name = "get-content",
    access = Access.SAMPLE_VIEWER,
    reads = ObjectKeys.RAW,
    answers = @Answer(status = 302, headers = "Cache-Control"),
    refuses = Code.DATASET_NOT_READY)
final class GetContentFunction {
  private final ReadySamples samples;
  private final MediaLinks links;

  GetContentFunction(ReadySamples samples, MediaLinks links) {
    this.samples = samples;
    this.links = links;
  }

  @Get("/api/datasets/{datasetId}/samples/{sampleId}/content")
  HttpResponse<?> get(Caller caller, DatasetRef dataset, ResourceRef sample) {
    return HttpResponse.status(HttpStatus.FOUND)
        .header("Location", links.content(samples.get(caller, dataset, sample)).toString())
        .header("Cache-Control", "private, max-age=600");
  }
}
