package io.granary.api;

import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanIntrospector;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A class that is deployed as one function: what the deployment has to know of it, all of which its
 * annotations say.
 *
 * @param function a class with {@link LambdaFunction}
 */
public record Deployed(Class<?> function) {

  /** All functions on the class path by their names: operations of the API and those of events. */
  public static List<Deployed> all() {
    return BeanIntrospector.SHARED.findIntrospections(LambdaFunction.class).stream()
        .map(BeanIntrospection::getBeanType)
        .map(Deployed::new)
        .sorted(Comparator.comparing(Deployed::name))
        .toList();
  }

  /** What the class says of itself. */
  public LambdaFunction declared() {
    return function.getAnnotation(LambdaFunction.class);
  }

  public String name() {
    return declared().name();
  }

  /** The package that it is deployed with, which is the third part of its Java package. */
  public String family() {
    return function.getPackageName().split("\\.")[2];
  }

  /** What Lambda calls. */
  public String handler() {
    return operation().isPresent() ? GatewayFunction.class.getName() : function.getName();
  }

  /** The operation of the API that it serves; empty when events call it. */
  public Optional<Operation> operation() {
    return declared().access() == Access.EVENT
        ? Optional.empty()
        : Optional.of(Operation.of(function));
  }

  /** The queue whose messages it takes, without the installation's prefix. */
  public Optional<String> queue() {
    return stated(declared().queue());
  }

  /** How often the clock calls it, such as {@code rate(1 day)}. */
  public Optional<String> schedule() {
    return stated(declared().schedule());
  }

  /**
   * What calls it, in the words of the table of operations: a route, a queue, a schedule or the
   * deployment.
   */
  public String trigger() {
    return operation()
        .map(operation -> operation.route().method() + " " + operation.route().path())
        .or(() -> queue().map("queue `%s`"::formatted))
        .or(() -> schedule().map("schedule `%s`"::formatted))
        .orElse("deployment");
  }

  /** What it may reach, with what the edge needs for it. */
  public Rights rights() {
    return Rights.of(this);
  }

  private static Optional<String> stated(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
