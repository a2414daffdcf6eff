package io.granary.labeling;

import io.granary.api.Access;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.Page;
import io.granary.api.ResourceRef;
import io.granary.database.LabelClass;
import io.granary.database.ProjectRepository;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The classes of a project in their order. */
@Controller
@LambdaFunction(name = "get-classes", access = Access.PROJECT_VIEWER)
final class GetClassesFunction {
  private final ProjectRepository projects;

  GetClassesFunction(ProjectRepository projects) {
    this.projects = projects;
  }

  /**
   * A class as callers see it.
   *
   * @param keypoints names of the points of an object, in their order; most classes have none
   * @param skeleton pairs of places in the list of keypoints, from 0, that a line joins
   */
  record ClassView(
      UUID id,
      String name,
      String color,
      @Nullable String supercategory,
      @Nullable String sourceId,
      List<String> keypoints,
      List<List<Integer>> skeleton,
      long annotationCount) {
    static ClassView of(LabelClass found) {
      return new ClassView(
          found.id(),
          found.name(),
          found.color(),
          found.supercategory(),
          found.sourceId(),
          found.keypoints(),
          pairs(found.skeleton()),
          found.annotationCount());
    }

    private static List<List<Integer>> pairs(List<Integer> flat) {
      return IntStream.range(0, flat.size() / 2)
          .mapToObj(i -> flat.subList(2 * i, 2 * i + 2))
          .toList();
    }
  }

  @Get("/api/projects/{projectId}/classes")
  Page<ClassView> get(ResourceRef project, DatasetRef dataset) {
    List<ClassView> found =
        projects.classes(dataset.id()).stream()
            .filter(c -> c.projectId().equals(project.id()))
            .map(ClassView::of)
            .toList();
    return Page.of(found, null, found.size(), false);
  }
}
