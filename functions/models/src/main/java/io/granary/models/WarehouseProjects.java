package io.granary.models;

import io.granary.database.WarehouseProject;
import io.micronaut.core.annotation.Introspected;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * The cloud projects that may be used besides the installation's own.
 *
 * @param projects all of them
 */
@Introspected
record WarehouseProjects(@NotNull @Size(max = 1000) List<@NotNull @Valid Project> projects) {

  /**
   * A cloud project and who may use it.
   *
   * @param project its id
   * @param usernames those who may; empty for everybody
   */
  @Introspected
  record Project(
      @NotNull @Pattern(regexp = Warehouse.PROJECT, message = Warehouse.PROJECT_RULE)
          String project,
      @NotNull @Size(max = 1000) List<@NotNull @Size(max = 50) String> usernames) {}

  static WarehouseProjects of(List<WarehouseProject> rows) {
    return new WarehouseProjects(
        rows.stream().map(row -> new Project(row.project(), row.usernames())).toList());
  }
}
