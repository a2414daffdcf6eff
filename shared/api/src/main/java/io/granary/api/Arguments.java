package io.granary.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads body and parameters into the records that an operation takes, before it is called, and
 * refuses them with everything that is wrong in both. An operation that takes none refuses some.
 */
@Singleton
final class Arguments {
  private final StrictReader reader;

  Arguments(StrictReader reader) {
    this.reader = reader;
  }

  /** What an operation takes that says nothing else; every field is unknown. */
  @Introspected
  record Nothing() {}

  /** Puts what was read on the request, under the names of the annotations. */
  void read(
      HttpRequest<?> request,
      APIGatewayV2HTTPEvent event,
      LambdaFunction operation,
      Argument<?>[] arguments) {
    List<GranaryException> refusals = new ArrayList<>();
    boolean takesJson = operation.consumes().equals(MediaType.APPLICATION_JSON);
    Class<?> body = annotated(arguments, Body.class);
    if (takesJson && (body != Nothing.class || !request.getMethodName().equals("GET"))) {
      byte[] bytes = Requests.body(event);
      put(request, Body.class, attempt(() -> reader.readBody(bytes, body), refusals));
    }
    Class<?> parameters = annotated(arguments, Parameters.class);
    ObjectNode values = Requests.parameters(event);
    put(
        request,
        Parameters.class,
        attempt(() -> reader.readParameters(values, parameters), refusals));
    refuse(refusals);
  }

  private static Class<?> annotated(Argument<?>[] arguments, Class<?> annotation) {
    for (Argument<?> argument : arguments) {
      if (argument.getAnnotationMetadata().hasAnnotation(annotation.getName())) {
        return argument.getType();
      }
    }
    return Nothing.class;
  }

  private interface Reading {
    Object read();
  }

  private static @Nullable Object attempt(Reading reading, List<GranaryException> refusals) {
    try {
      return reading.read();
    } catch (GranaryException refusal) {
      refusals.add(refusal);
      return null;
    }
  }

  private static void refuse(List<GranaryException> refusals) {
    if (refusals.isEmpty()) {
      return;
    }
    for (GranaryException refusal : refusals) {
      if (refusals.size() == 1 || refusal.code() == Code.MALFORMED_JSON) {
        throw refusal;
      }
    }
    List<Violation> all =
        refusals.stream().flatMap(refusal -> refusal.violations().stream()).toList();
    boolean onlyUnknown = refusals.stream().allMatch(r -> r.code() == Code.UNKNOWN_FIELD);
    throw StrictReader.invalid(all, onlyUnknown);
  }

  private static void put(HttpRequest<?> request, Class<?> name, @Nullable Object value) {
    if (value != null) {
      request.setAttribute(name.getName(), value);
    }
  }
}
