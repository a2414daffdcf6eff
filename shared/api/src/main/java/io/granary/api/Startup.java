package io.granary.api;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.Environment;
import io.micronaut.function.aws.MicronautLambdaContext;
import io.micronaut.web.router.Router;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Fails the start of a function whose deployment lacks something, rather than its first event, and
 * makes what that needs while Lambda still gives it a whole core.
 */
final class Startup {
  private static final String FUNCTION = "granary.function";

  /** What every function needs. */
  private static final List<String> SETTINGS =
      List.of(
          FUNCTION,
          "granary.storage.region",
          "granary.storage.bucket",
          "granary.database.url",
          "granary.database.user",
          "granary.database.pool-size");

  /** What the edge needs besides. */
  private static final List<String> EDGE_SETTINGS =
      List.of(
          "granary.storage.table",
          "granary.auth.issuer",
          "granary.auth.signing-keys",
          "granary.auth.cursor-key",
          "granary.auth.access-token-life",
          "granary.auth.registration");

  private Startup() {}

  /**
   * A context that makes what its one function needs. The framework's own for Lambda makes all that
   * the deployable has, with the clients of services that only its siblings ask.
   */
  static ApplicationContextBuilder context() {
    return ApplicationContext.builder(
        Environment.FUNCTION, MicronautLambdaContext.ENVIRONMENT_LAMBDA);
  }

  /**
   * For a function that serves one operation of the API.
   *
   * @throws IllegalStateException when a setting is missing, or names no operation that is here
   */
  static void checkOperation(ApplicationContext context) {
    check(context, Stream.concat(SETTINGS.stream(), EDGE_SETTINGS.stream()));
    Class<?> operation =
        context
            .getBean(Router.class)
            .uriRoutes()
            .<Class<?>>map(route -> route.getTargetMethod().getDeclaringType())
            .filter(type -> type.isAnnotationPresent(LambdaFunction.class))
            .findFirst()
            .orElseThrow(() -> noSuchFunction(context));
    context.getBean(Edge.class);
    context.getBean(operation);
  }

  /**
   * For a function of events.
   *
   * @throws IllegalStateException when a setting is missing, or names another function
   */
  static void checkEvents(ApplicationContext context, Class<?> handler) {
    check(context, SETTINGS.stream());
    if (!handler.getAnnotation(LambdaFunction.class).name().equals(name(context))) {
      throw noSuchFunction(context);
    }
  }

  private static void check(ApplicationContext context, Stream<String> settings) {
    List<String> missing =
        settings
            .filter(setting -> !context.containsProperty(setting))
            .map(Startup::variable)
            .toList();
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "Cannot start the function %s: not set: %s"
              .formatted(name(context), String.join(", ", missing)));
    }
  }

  private static IllegalStateException noSuchFunction(ApplicationContext context) {
    return new IllegalStateException(
        "Cannot start the function %s: %s names none that is here"
            .formatted(name(context), variable(FUNCTION)));
  }

  private static String name(ApplicationContext context) {
    return context.getProperty(FUNCTION, String.class).orElse("");
  }

  /** The variable of the environment that a setting is read from. */
  private static String variable(String setting) {
    return setting.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_");
  }
}
