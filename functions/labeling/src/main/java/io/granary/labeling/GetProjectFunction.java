package io.granary.labeling;

import io.granary.api.Access;
import io.granary.api.LambdaFunction;
import io.granary.api.ResourceRef;
import io.granary.database.ProjectRepository;
import io.granary.domain.GranaryException;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** One project. */
@Controller
@LambdaFunction(name = "get-project", access = Access.PROJECT_VIEWER)
final class GetProjectFunction {
  private final ProjectRepository projects;

  GetProjectFunction(ProjectRepository projects) {
    this.projects = projects;
  }

  @Get("/api/projects/{projectId}")
  ProjectView get(ResourceRef project) {
    return projects
        .find(project.id())
        .map(ProjectView::of)
        .orElseThrow(() -> GranaryException.notFound("project"));
  }
}
