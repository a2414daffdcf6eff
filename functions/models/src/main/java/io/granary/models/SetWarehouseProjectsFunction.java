package io.granary.models;

import io.granary.api.Access;
import io.granary.api.Body;
import io.granary.api.LambdaFunction;
import io.granary.database.WarehouseProject;
import io.granary.database.WarehouseProjectRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.models.WarehouseProjects.Project;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Put;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Says which cloud projects may be used, in place of all that might be before. */
@Controller
@LambdaFunction(name = "set-warehouse-projects", access = Access.ADMIN)
final class SetWarehouseProjectsFunction {
  /** An answer names no more. */
  private static final int MAX_VIOLATIONS = 100;

  private final WarehouseProjectRepository projects;
  private final InstantSource clock;

  SetWarehouseProjectsFunction(WarehouseProjectRepository projects, InstantSource clock) {
    this.projects = projects;
    this.clock = clock;
  }

  @Put("/api/warehouse-projects")
  WarehouseProjects set(@Body WarehouseProjects request) {
    List<Violation> violations = violations(request.projects());
    if (!violations.isEmpty()) {
      throw new GranaryException(
          Code.VALIDATION_FAILED,
          "Cannot take the request: %d problem(s) found.".formatted(violations.size()),
          violations.stream().limit(MAX_VIOLATIONS).toList());
    }
    projects.replace(
        request.projects().stream()
            .map(each -> new WarehouseProject(each.project(), each.usernames()))
            .toList(),
        clock.instant().truncatedTo(ChronoUnit.MICROS));
    return WarehouseProjects.of(projects.list());
  }

  private List<Violation> violations(List<Project> wanted) {
    Set<String> unknown =
        projects.unknownUsers(
            wanted.stream().flatMap(p -> p.usernames().stream()).collect(Collectors.toSet()));
    Set<String> seen = new HashSet<>();
    List<Violation> violations = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Project project = wanted.get(i);
      if (!seen.add(project.project())) {
        violations.add(new Violation("/projects/%d/project".formatted(i), "is there already"));
      }
      for (int j = 0; j < project.usernames().size(); j++) {
        if (unknown.contains(project.usernames().get(j))) {
          violations.add(
              new Violation("/projects/%d/usernames/%d".formatted(i, j), "is nobody's username"));
        }
      }
    }
    return violations;
  }
}
