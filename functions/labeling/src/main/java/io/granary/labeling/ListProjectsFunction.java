package io.granary.labeling;

import io.granary.api.Access;
import io.granary.api.DatasetRef;
import io.granary.api.LambdaFunction;
import io.granary.api.Page;
import io.granary.api.Parameters;
import io.granary.database.ProjectRepository;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;

/** The projects of a dataset. */
@Controller
@LambdaFunction(name = "list-projects", access = Access.DATASET_VIEWER)
final class ListProjectsFunction {
  private final ProjectRepository projects;

  ListProjectsFunction(ProjectRepository projects) {
    this.projects = projects;
  }

  /** Whose projects to list. */
  @Introspected
  record Query(@NotNull UUID datasetId) {}

  @Get("/api/projects")
  Page<ProjectView> list(DatasetRef dataset, @Parameters Query query) {
    List<ProjectView> found =
        projects.ofDataset(dataset.id()).stream().map(ProjectView::of).toList();
    return Page.of(found, null, found.size(), false);
  }
}
