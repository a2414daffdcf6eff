package io.granary.datasets;

import io.granary.database.LabelClass;
import io.granary.database.ProjectRepository;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds the class that a request means. */
final class Classes {
  /** The id of no class: nothing has it. */
  private static final UUID NONE = new UUID(0, 0);

  private Classes() {}

  /** The class of a name or id; an unknown one gives an id that nothing has. */
  static @Nullable UUID find(ProjectRepository projects, UUID dataset, @Nullable String nameOrId) {
    if (nameOrId == null) {
      return null;
    }
    return projects.classes(dataset).stream()
        .filter(c -> c.name().equals(nameOrId) || c.id().toString().equals(nameOrId))
        .map(LabelClass::id)
        .findFirst()
        .orElse(NONE);
  }
}
