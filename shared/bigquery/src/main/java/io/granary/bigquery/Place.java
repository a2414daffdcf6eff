package io.granary.bigquery;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.warehouse.WarehouseSource;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the tables are, and where queries over them run. All parts are checked, since they become
 * parts of paths.
 *
 * @param project whose tables they are
 * @param jobProject in which queries run and are billed
 * @param location null when BigQuery chooses it by the tables of a query
 */
record Place(String project, String dataset, String jobProject, @Nullable String location) {
  /** With the names of old projects, such as {@code example.com:shop}. */
  private static final Pattern PROJECT = Pattern.compile("[a-z0-9][a-z0-9.:-]{0,99}");

  private static final Pattern DATASET = Pattern.compile("[A-Za-z0-9_]{1,1024}");
  private static final Pattern LOCATION = Pattern.compile("[A-Za-z0-9-]{1,50}");
  private static final Pattern TABLE =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{Pc}\\p{Pd}\\p{Zs}]{1,1024}");

  static Place of(WarehouseSource source, BigQueryConfig config) {
    String project = source.project() == null ? config.project() : source.project();
    if (project == null) {
      throw new GranaryException(
          Code.WAREHOUSE_UNAVAILABLE,
          "Cannot reach BigQuery: neither the model nor granary.bigquery.project names a project");
    }
    String jobProject = config.project() == null ? project : config.project();
    check("project", PROJECT, project);
    check("project", PROJECT, jobProject);
    check("dataset", DATASET, source.dataset());
    if (source.location() != null) {
      check("location", LOCATION, source.location());
    }
    return new Place(project, source.dataset(), jobProject, source.location());
  }

  private static void check(String kind, Pattern pattern, String name) {
    if (!pattern.matcher(name).matches()) {
      throw new GranaryException(
          Code.VALIDATION_FAILED,
          "Cannot reach BigQuery: that is no name of a " + kind + " " + name);
    }
  }

  /** Whether a table can have that name. */
  static boolean isTable(String name) {
    return TABLE.matcher(name).matches();
  }

  /** The dataset, for messages. */
  String name() {
    return project + "." + dataset;
  }
}
