package io.granary.runtime;

import io.granary.api.Access;
import io.granary.api.Deployed;
import io.granary.api.Operation;
import io.granary.api.Route;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Picks functions to be started, from what their classes say. */
final class Functions {
  private static final UUID NOTHING = new UUID(0, 0);

  private Functions() {}

  static List<Deployed> of(String family) {
    return Deployed.all().stream().filter(function -> function.family().equals(family)).toList();
  }

  static Deployed named(String name) {
    return Deployed.all().stream().filter(f -> f.name().equals(name)).findFirst().orElseThrow();
  }

  /** An operation of a family that anybody signed in may ask without more. */
  static Optional<Deployed> simple(String family) {
    return of(family).stream()
        .filter(function -> function.declared().access() == Access.SIGNED_IN || isPublic(function))
        .filter(
            function ->
                function.operation().stream()
                    .map(Operation::route)
                    .anyMatch(route -> route.method().equals("GET") && route.variables().isEmpty()))
        .min(Comparator.comparing(Functions::isPublic));
  }

  private static boolean isPublic(Deployed function) {
    return function.declared().access() == Access.PUBLIC;
  }

  /** An operation with another path, of the same family where that has one. */
  static Deployed sibling(Deployed function) {
    Route own = function.operation().orElseThrow().route();
    return Deployed.all().stream()
        .filter(other -> other.operation().isPresent())
        .filter(other -> !own.matches(own.method(), path(other)))
        .min(Comparator.comparing(other -> !other.family().equals(function.family())))
        .orElseThrow();
  }

  static String path(Deployed function) {
    return function.operation().orElseThrow().route().path(_ -> NOTHING.toString());
  }
}
