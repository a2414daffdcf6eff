package io.granary.database.dependants;

import io.granary.database.dependants.Dependant.Finding;
import io.granary.database.dependants.Dependant.Found;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/** All kinds of things that hang on datasets, in the order in which they are removed. */
@Singleton
public final class Dependants {
  private static final List<Dependant> ALL =
      List.of(
          new Shares(),
          new Derived(),
          new Jobs(),
          new Uploads(),
          new Versions(),
          new Facts(),
          new Contents(),
          new Projects(),
          new Ingests(),
          new Kept(
              "drops",
              Set.of("drops"),
              Set.of("drop/"),
              "an event that comes again must find what became of it"),
          new Kept(
              "history",
              Set.of("audit_entries", "deletions"),
              Set.of(),
              "they tell who has done what, and what went"),
          new Kept(
              "backups",
              Set.of("backups", "backup_parts"),
              Set.of(),
              "they are there for when the dataset is not, and have a clock of their own"));

  /** The tables that have nothing to do with a dataset, except that it may name them. */
  public static final Set<String> NOT_OF_DATASETS =
      Set.of(
          "flyway_schema_history",
          "invitations",
          "models",
          "outside_identities",
          "personal_tokens",
          "users",
          "warehouse_projects");

  /** The prefixes of the data bucket that have nothing to do with a dataset. */
  public static final Set<String> PREFIXES_NOT_OF_DATASETS = Set.of("answers/");

  /** All of them. */
  public List<Dependant> all() {
    return ALL;
  }

  /** What a deletion is about, by name; only what there is some of. */
  public Map<String, Found> find(Handle handle, UUID dataset) {
    Map<String, Found> found = new LinkedHashMap<>();
    for (Dependant each : ALL) {
      Found some = each.find(handle, dataset);
      if (some.count() > 0) {
        found.put(each.name(), some);
      }
    }
    return found;
  }

  /** Everything that forbids a deletion. */
  public List<Finding> blockers(Handle handle, UUID dataset) {
    List<Finding> blockers = new ArrayList<>();
    ALL.forEach(each -> blockers.addAll(each.blockers(handle, dataset)));
    return blockers;
  }

  /** Everything that a deletion does to others. */
  public List<Finding> warnings(Handle handle, UUID dataset) {
    List<Finding> warnings = new ArrayList<>();
    ALL.forEach(each -> warnings.addAll(each.warnings(handle, dataset)));
    return warnings;
  }

  /** Takes what hangs on a dataset into the trash with it. */
  public void hide(Handle handle, UUID dataset) {
    ALL.forEach(each -> each.hide(handle, dataset));
  }

  /** Takes it out again, in the other direction. */
  public void restore(Handle handle, UUID dataset) {
    ALL.reversed().forEach(each -> each.restore(handle, dataset));
  }
}
