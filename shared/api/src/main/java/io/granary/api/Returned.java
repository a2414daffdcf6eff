package io.granary.api;

import io.micronaut.http.HttpResponse;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Optional;

/** What a route's method gives as a body. */
final class Returned {
  private Returned() {}

  /** The type of the body; empty when the method gives none or does not say which. */
  static Optional<Type> by(Method method) {
    Type type = method.getGenericReturnType();
    if (type instanceof ParameterizedType generic && generic.getRawType() == HttpResponse.class) {
      type = generic.getActualTypeArguments()[0];
    }
    boolean isNothing = type == void.class || type == Void.class || type instanceof WildcardType;
    return isNothing ? Optional.empty() : Optional.of(type);
  }
}
