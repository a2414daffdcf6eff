package io.granary.api;

import io.granary.domain.Code;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanIntrospector;
import io.micronaut.http.annotation.Status;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an operation promises, as its class says: who may call it, what it takes, what it answers.
 * The API's description and the test kit both go by it, so that neither can differ from the code.
 *
 * @param function the class of the operation
 * @param method the one method with a route
 */
public record Operation(Class<?> function, Method method, Route route) {

  /**
   * An answer when all goes well.
   *
   * @param body the type of the body; null when there is none
   * @param headers the headers that it has besides those of every answer
   */
  public record Success(int status, @Nullable Type body, List<String> headers) {
    public Success {
      headers = List.copyOf(headers);
    }
  }

  /** All operations on the class path by their names, without the functions of events. */
  public static List<Operation> all() {
    return BeanIntrospector.SHARED.findIntrospections(LambdaFunction.class).stream()
        .map(BeanIntrospection::getBeanType)
        .map(type -> (Class<?>) type)
        .filter(type -> type.getAnnotation(LambdaFunction.class).access() != Access.EVENT)
        .map(Operation::of)
        .sorted(Comparator.comparing(Operation::name))
        .toList();
  }

  /**
   * What a function's class says.
   *
   * @throws IllegalStateException when it has not exactly one route
   */
  public static Operation of(Class<?> function) {
    List<Operation> found =
        Arrays.stream(function.getDeclaredMethods())
            .flatMap(
                method ->
                    Route.of(method).map(route -> new Operation(function, method, route)).stream())
            .toList();
    if (found.size() != 1) {
      throw new IllegalStateException(
          "Cannot describe %s: it has %d routes".formatted(function.getName(), found.size()));
    }
    return found.getFirst();
  }

  /** What the class says of itself. */
  public LambdaFunction declared() {
    return function.getAnnotation(LambdaFunction.class);
  }

  public String name() {
    return declared().name();
  }

  public Access access() {
    return declared().access();
  }

  /** The record that the body is described by; empty when the operation takes none. */
  public Optional<Class<?>> body() {
    return declared().body() == Void.class ? argument(Body.class) : Optional.of(declared().body());
  }

  /** Whether the body may have more fields than its record says. */
  public boolean takesMoreFields() {
    return argument(Body.class).filter(type -> !type.isRecord()).isPresent();
  }

  /** The record that the query string is read into; empty when the operation takes none. */
  public Optional<Class<?>> parameters() {
    return argument(Parameters.class);
  }

  /** Whether it answers in pages that a cursor continues. */
  public boolean takesCursor() {
    return parameters().stream()
        .flatMap(type -> Arrays.stream(type.getRecordComponents()))
        .map(RecordComponent::getName)
        .anyMatch("cursor"::equals);
  }

  /** Whether a request that is sent again has one effect. */
  public boolean takesIdempotencyKey() {
    return route.method().equals("POST")
        && access() != Access.PUBLIC
        && !declared().answersSecret();
  }

  /** Whether the caller can say which revision is to be changed. */
  public boolean takesIfMatch() {
    return Arrays.asList(method.getParameterTypes()).contains(IfMatch.class);
  }

  /** What it answers when all goes well, one for each status. */
  public List<Success> successes() {
    List<Success> successes = new ArrayList<>(declaredSuccesses());
    if (route.method().equals("GET") && successes.getFirst().status() == 200) {
      successes.add(new Success(303, null, List.of("Location")));
      successes.add(new Success(304, null, List.of()));
    }
    return successes;
  }

  private List<Success> declaredSuccesses() {
    LambdaFunction.Answer[] answers = declared().answers();
    if (answers.length == 0) {
      Status status = method.getAnnotation(Status.class);
      return List.of(success(status == null ? 200 : status.value().getCode(), null, List.of()));
    }
    return Arrays.stream(answers)
        .map(
            answer ->
                success(
                    answer.status(),
                    answer.body() == Void.class ? null : answer.body(),
                    List.of(answer.headers())))
        .toList();
  }

  /** Every code that it may refuse with: those of the edge and its own. */
  public Set<Code> refuses() {
    return Refusals.of(this);
  }

  private Success success(int status, @Nullable Type body, List<String> headers) {
    return new Success(status, body == null ? Returned.by(method).orElse(null) : body, headers);
  }

  private Optional<Class<?>> argument(Class<? extends Annotation> mark) {
    return Arrays.stream(method.getParameters())
        .filter(parameter -> parameter.isAnnotationPresent(mark))
        .<Class<?>>map(Parameter::getType)
        .findFirst();
  }
}
