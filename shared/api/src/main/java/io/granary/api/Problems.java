package io.granary.api;

import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.json.Json;
import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Turns every error into a problem answer; what the caller must not see goes to the log. */
final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  static MutableHttpResponse<String> response(HttpRequest<?> request, Throwable failure) {
    if (failure instanceof GranaryException refusal) {
      var response = response(Problem.of(refusal, request.getPath(), requestId()));
      refusal
          .retryAfter()
          .ifPresent(
              wait -> response.header("Retry-After", Long.toString(Math.max(1, wait.toSeconds()))));
      return response;
    }
    LOG.error("The operation broke", failure);
    return response(
        Problem.of(
            Code.INTERNAL,
            "Cannot say more here; the request id leads to the log.",
            request.getPath(),
            requestId(),
            List.of()));
  }

  static MutableHttpResponse<String> response(Problem problem) {
    return HttpResponse.<String>status(HttpStatus.valueOf(problem.status()))
        .contentType(MediaType.of(Problem.MEDIA_TYPE))
        .body(Json.write(problem));
  }

  static String requestId() {
    String id = MDC.get("request_id");
    return id == null ? "" : id;
  }

  /** Everything that an operation or the edge throws. */
  @Singleton
  static final class Thrown implements ExceptionHandler<Throwable, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, Throwable failure) {
      return response(request, failure);
    }
  }

  /** Refusals, also where the framework has a handler of its own for a supertype. */
  @Singleton
  static final class Refused implements ExceptionHandler<GranaryException, HttpResponse<?>> {
    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, GranaryException failure) {
      return response(request, failure);
    }
  }

  /** What the framework refuses by itself: no route, no such method, and the like. */
  @Singleton
  @Primary
  static final class Framework implements ErrorResponseProcessor<String> {
    @Override
    public MutableHttpResponse<String> processResponse(
        ErrorContext context, MutableHttpResponse<?> response) {
      Code code =
          switch (response.code()) {
            case 404 -> Code.ROUTE_NOT_FOUND;
            case 405 -> Code.METHOD_NOT_ALLOWED;
            case 413 -> Code.PAYLOAD_TOO_LARGE;
            case 415 -> Code.UNSUPPORTED_MEDIA_TYPE;
            case 400 -> Code.VALIDATION_FAILED;
            default -> Code.INTERNAL;
          };
      HttpRequest<?> request = context.getRequest();
      if (code == Code.INTERNAL) {
        context.getRootCause().ifPresent(cause -> LOG.error("The framework refused", cause));
      }
      var problem =
          response(
              Problem.of(
                  code,
                  "Cannot serve %s %s.".formatted(request.getMethodName(), request.getPath()),
                  request.getPath(),
                  requestId(),
                  List.of()));
      response
          .getHeaders()
          .forEach(
              (name, values) -> {
                if (name.equalsIgnoreCase("Allow")) {
                  values.forEach(value -> problem.header(name, value));
                }
              });
      return problem;
    }
  }
}
