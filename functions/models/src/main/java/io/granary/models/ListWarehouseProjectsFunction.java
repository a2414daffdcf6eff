package io.granary.models;

import io.granary.api.Access;
import io.granary.api.LambdaFunction;
import io.granary.database.WarehouseProjectRepository;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/** Which cloud projects may be used besides the installation's own, and by whom. */
@Controller
@LambdaFunction(name = "list-warehouse-projects", access = Access.ADMIN)
final class ListWarehouseProjectsFunction {
  private final WarehouseProjectRepository projects;

  ListWarehouseProjectsFunction(WarehouseProjectRepository projects) {
    this.projects = projects;
  }

  @Get("/api/warehouse-projects")
  WarehouseProjects list() {
    return WarehouseProjects.of(projects.list());
  }
}
