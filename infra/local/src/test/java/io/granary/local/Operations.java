package io.granary.local;

import io.granary.api.Access;
import io.granary.api.Deployed;
import io.granary.api.LambdaFunction;
import io.micronaut.context.ApplicationContext;
import io.micronaut.web.router.MethodBasedRouteInfo;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** All functions on the class path, as their annotations and the router know them. */
final class Operations {
  private Operations() {}

  /**
   * An operation of the API.
   *
   * @param route method and path
   */
  record Operation(String name, String route, Access access, Class<?> type) {
    String method() {
      return route.substring(0, route.indexOf(' '));
    }

    String path() {
      return route.substring(route.indexOf(' ') + 1);
    }
  }

  /** Routes that do not come from Micronaut itself. */
  static List<Operation> of(ApplicationContext context) {
    return context
        .getBean(Router.class)
        .uriRoutes()
        .filter(route -> type(route).getPackageName().startsWith("io.granary."))
        .filter(route -> !route.getHttpMethodName().equals("HEAD"))
        .map(Operations::operation)
        // The router keeps a route under each media type that it takes.
        .distinct()
        .toList();
  }

  private static Operation operation(UriRouteInfo<?, ?> route) {
    Class<?> type = type(route);
    LambdaFunction function = type.getAnnotation(LambdaFunction.class);
    if (function == null) {
      throw new AssertionError("A route without @LambdaFunction: " + route);
    }
    return new Operation(
        function.name(),
        route.getHttpMethodName() + " " + route.getUriMatchTemplate().toPathString(),
        function.access(),
        type);
  }

  private static Class<?> type(UriRouteInfo<?, ?> route) {
    return ((MethodBasedRouteInfo<?, ?>) route).getTargetMethod().getDeclaringType();
  }

  /** Every function by its name, with its trigger. */
  static Map<String, String> triggers(ApplicationContext context) {
    Map<String, String> triggers = new TreeMap<>();
    for (Operation operation : of(context)) {
      triggers.put(operation.name(), operation.route());
    }
    for (Deployed function : Deployed.all()) {
      if (function.operation().isEmpty()) {
        triggers.put(function.name(), function.trigger());
      }
    }
    return triggers;
  }

  /** The names of all classes that call themselves functions. */
  static Set<String> declared() {
    return Deployed.all().stream()
        .map(Deployed::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
