package io.granary.api;

import io.micronaut.context.annotation.Factory;
import io.micronaut.core.bind.ArgumentBinder.BindingResult;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.AnnotatedRequestArgumentBinder;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;

/** Gives operations their arguments: what the edge has established, and the request as a record. */
@Factory
final class Binders {
  @Singleton
  Attribute<Caller> caller() {
    return new Attribute<>(Caller.class);
  }

  @Singleton
  Attribute<DatasetRef> dataset() {
    return new Attribute<>(DatasetRef.class);
  }

  @Singleton
  Attribute<ResourceRef> resource() {
    return new Attribute<>(ResourceRef.class);
  }

  @Singleton
  Attribute<RequestInfo> info() {
    return new Attribute<>(RequestInfo.class);
  }

  @Singleton
  Attribute<IfMatch> ifMatch() {
    return new Attribute<>(IfMatch.class);
  }

  /** An argument that the edge has put on the request. */
  static final class Attribute<T> implements TypedRequestArgumentBinder<T> {
    private final Class<T> type;

    private Attribute(Class<T> type) {
      this.type = type;
    }

    @Override
    public Argument<T> argumentType() {
      return Argument.of(type);
    }

    @Override
    public BindingResult<T> bind(ArgumentConversionContext<T> context, HttpRequest<?> request) {
      return () -> request.getAttribute(type.getName(), type);
    }
  }

  /** The body, as the edge has read it. */
  @Singleton
  static final class BodyBinder implements AnnotatedRequestArgumentBinder<Body, Object> {
    @Override
    public Class<Body> getAnnotationType() {
      return Body.class;
    }

    @Override
    public BindingResult<Object> bind(
        ArgumentConversionContext<Object> context, HttpRequest<?> request) {
      return () -> request.getAttribute(Body.class.getName());
    }
  }

  /** The query string, as the edge has read it. */
  @Singleton
  static final class ParametersBinder
      implements AnnotatedRequestArgumentBinder<Parameters, Object> {
    @Override
    public Class<Parameters> getAnnotationType() {
      return Parameters.class;
    }

    @Override
    public BindingResult<Object> bind(
        ArgumentConversionContext<Object> context, HttpRequest<?> request) {
      return () -> request.getAttribute(Parameters.class.getName());
    }
  }
}
