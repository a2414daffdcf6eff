package io.granary.labeling;

import io.granary.api.Access;
import io.granary.api.AnnotationView;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.Page;
import io.granary.api.ResourceRef;
import io.granary.database.AnnotationRepository;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.List;

/** The annotations of one image of a project. */
@Controller
@LambdaFunction(name = "get-annotations", access = Access.PROJECT_SAMPLE_VIEWER)
final class GetAnnotationsFunction {
  private final AnnotationRepository annotations;

  GetAnnotationsFunction(AnnotationRepository annotations) {
    this.annotations = annotations;
  }

  @Get("/api/projects/{projectId}/images/{sampleId}/annotations")
  Page<AnnotationView> get(ResourceRef sample, DatasetRef dataset) {
    List<AnnotationView> found =
        annotations.ofSamples(dataset.id(), List.of(sample.id())).stream()
            .map(AnnotationView::of)
            .toList();
    return Page.of(found, null, found.size(), false);
  }
}
