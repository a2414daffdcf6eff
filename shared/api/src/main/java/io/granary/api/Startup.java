package io.granary.api;

import io.granary.api.LambdaFunction.Use;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.Environment;
import io.micronaut.function.aws.MicronautLambdaContext;
import io.micronaut.web.router.Router;
import java.util.List;

/**
 * Fails the start of a function that is selected wrongly, rather than its first event, and makes
 * what that needs while Lambda still gives it a whole core.
 */
final class Startup {
  private static final String FUNCTION = "granary.function";

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
   * @throws IllegalStateException when the setting names no operation that is here
   */
  static void checkOperation(ApplicationContext context) {
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
    if (List.of(operation.getAnnotation(LambdaFunction.class).uses()).contains(Use.SIGNS_TOKENS)) {
      context.getBean(SigningKeys.class).check();
    }
  }

  /**
   * For a function of events.
   *
   * @throws IllegalStateException when the setting names another function
   */
  static void checkEvents(ApplicationContext context, Class<?> handler) {
    if (!handler.getAnnotation(LambdaFunction.class).name().equals(name(context))) {
      throw noSuchFunction(context);
    }
  }

  private static IllegalStateException noSuchFunction(ApplicationContext context) {
    return new IllegalStateException(
        "Cannot start the function %s: %s names none that is here"
            .formatted(name(context), RequiredSettings.variable(FUNCTION)));
  }

  private static String name(ApplicationContext context) {
    return context.getProperty(FUNCTION, String.class).orElse("");
  }
}
