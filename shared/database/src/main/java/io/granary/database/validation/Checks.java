package io.granary.database.validation;

import java.util.List;
import java.util.stream.Stream;

/** Everything that a validation looks for; each check has a code of its own. */
public final class Checks {
  /** In groups that are looked for one after the other, each with what it looks at. */
  static final List<Group> GROUPS =
      List.of(
          new Group("files", SampleChecks.all()),
          new Group("images", ImageChecks.all()),
          new Group("splits", SplitChecks.all()),
          new Group("classes", ClassChecks.all()),
          new Group("attributes", AttributeChecks.all()),
          new Group("geometries", ShapeChecks.all()),
          new Group("overlaps", OverlapChecks.all()),
          new Group("sizes", BoxChecks.all()),
          new Group("captions", CaptionChecks.all()));

  private Checks() {}

  record Group(String name, List<Check> checks) {}

  /** All of them. */
  public static List<Check> all() {
    return stream().toList();
  }

  /** The codes that validation sets on samples, and clears. */
  static String[] codes() {
    return stream().map(check -> check.code().name()).toArray(String[]::new);
  }

  private static Stream<Check> stream() {
    return GROUPS.stream().flatMap(group -> group.checks().stream());
  }
}
