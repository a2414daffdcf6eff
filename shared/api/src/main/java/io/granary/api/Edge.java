package io.granary.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.Idempotency.Keyed;
import io.granary.database.AccessRepository;
import io.granary.database.AccessRepository.Grant;
import io.granary.domain.Code;
import io.granary.domain.DatasetRole;
import io.granary.domain.GranaryException;
import io.granary.domain.Ids;
import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Filter;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.MethodBasedRouteInfo;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Admits a request to its operation, in the order of the API's rules: token, rate, resource, role,
 * size, media type, body and parameters, If-Match, idempotency. An operation that does not say who
 * may call it is refused to everybody.
 */
@ServerFilter(Filter.MATCH_ALL_PATTERN)
final class Edge {
  private final Callers callers;
  private final RateLimits rates;
  private final AccessRepository access;
  private final Arguments arguments;
  private final BeanProvider<Idempotency> idempotency;

  Edge(
      Callers callers,
      RateLimits rates,
      AccessRepository access,
      Arguments arguments,
      BeanProvider<Idempotency> idempotency) {
    this.callers = callers;
    this.rates = rates;
    this.access = access;
    this.arguments = arguments;
    this.idempotency = idempotency;
  }

  /** Gives the answer at once when the same request was answered before. */
  @RequestFilter
  @Nullable HttpResponse<?> admit(HttpRequest<?> request) {
    RouteMatch<?> route = RouteAttributes.getRouteMatch(request).orElse(null);
    if (route == null) {
      return null;
    }
    APIGatewayV2HTTPEvent event = Requests.event(request);
    MethodBasedRouteInfo<?, ?> method = (MethodBasedRouteInfo<?, ?>) route.getRouteInfo();
    LambdaFunction operation = operation(method);
    MDC.put("function", operation.name());
    put(
        request,
        new RequestInfo(
            event.getRequestContext().getRequestId(),
            Requests.header(event, EventRepair.CONTENT_TYPE),
            event));
    boolean isLeaving = false;
    if (operation.access() != Access.PUBLIC) {
      Caller caller = callers.of(Requests.header(event, "authorization"));
      rates.count(caller.id());
      put(request, caller);
      isLeaving = admit(request, operation.access(), caller, named(event, operation, route));
    }
    if (!request.getMethodName().equals("GET")) {
      checkBody(event, operation);
    }
    arguments.read(request, event, operation, method.getTargetMethod().getArguments());
    put(request, IfMatch.of(Requests.header(event, "if-match"), operation.ifMatchRequired()));
    Optional<HttpResponse<?>> before = repeated(request, event, operation);
    if (before.isEmpty()
        && isLeaving
        && Refusals.changesDataset(operation.access(), request.getMethodName())) {
      throw new GranaryException(
          Code.DATASET_BUSY, "Cannot change the dataset: it is being deleted.");
    }
    return before.orElse(null);
  }

  private Optional<HttpResponse<?>> repeated(
      HttpRequest<?> request, APIGatewayV2HTTPEvent event, LambdaFunction operation) {
    String key = Requests.header(event, "idempotency-key");
    Optional<Caller> caller = request.getAttribute(Caller.class.getName(), Caller.class);
    if (key.isEmpty() || caller.isEmpty() || !request.getMethodName().equals("POST")) {
      return Optional.empty();
    }
    if (operation.answersSecret()) {
      return Optional.empty();
    }
    Keyed keyed =
        Keyed.of(operation.name(), caller.get(), key, request.getPath(), Requests.body(event));
    Duration life = Duration.ofSeconds(operation.timeoutSeconds());
    Optional<HttpResponse<?>> answer = idempotency.get().begin(keyed, life);
    if (answer.isEmpty()) {
      put(request, keyed);
    }
    return answer;
  }

  @ResponseFilter
  void answered(HttpRequest<?> request, HttpResponse<?> response) {
    request
        .getAttribute(Keyed.class.getName(), Keyed.class)
        .ifPresent(keyed -> idempotency.get().end(keyed, response));
  }

  /** The resources that a request names: in its path, or a list's dataset in its query. */
  private static Map<String, Object> named(
      APIGatewayV2HTTPEvent event, LambdaFunction operation, RouteMatch<?> route) {
    Map<String, Object> path = route.getVariableValues();
    if (operation.access().resource() != Access.Resource.DATASET || path.containsKey("datasetId")) {
      return path;
    }
    JsonNode dataset = Requests.parameters(event).path("dataset_id");
    if (dataset.isMissingNode()) {
      throw new GranaryException(
          Code.VALIDATION_FAILED,
          "Cannot take the request: 1 problem(s) found.",
          List.of(new GranaryException.Violation("?dataset_id", "must not be null")));
    }
    return Map.of("datasetId", dataset.asText());
  }

  private static LambdaFunction operation(MethodBasedRouteInfo<?, ?> route) {
    LambdaFunction operation =
        route.getTargetMethod().getDeclaringType().getAnnotation(LambdaFunction.class);
    if (operation == null) {
      throw new IllegalStateException("A route has no @LambdaFunction: " + route);
    }
    return operation;
  }

  /** Says whether the dataset that is named is being deleted. */
  private boolean admit(
      HttpRequest<?> request, Access required, Caller caller, Map<String, Object> path) {
    if (required == Access.ADMIN && !caller.isAdmin()) {
      throw new GranaryException(Code.FORBIDDEN, "Cannot do this: it takes the role admin.");
    }
    Access.Resource resource = required.resource();
    if (resource == null) {
      return false;
    }
    Optional<Grant> grant =
        switch (resource) {
          case DATASET ->
              id(path, "datasetId").flatMap(dataset -> access.toDataset(dataset, caller.id()));
          case SAMPLE ->
              id(path, "datasetId")
                  .flatMap(
                      dataset ->
                          id(path, "sampleId")
                              .flatMap(sample -> access.toSample(dataset, sample, caller.id())));
          case PROJECT ->
              id(path, "projectId").flatMap(project -> access.toProject(project, caller.id()));
          case PROJECT_SAMPLE ->
              id(path, "projectId")
                  .flatMap(
                      project ->
                          id(path, "sampleId")
                              .flatMap(
                                  sample -> access.toProjectSample(project, sample, caller.id())));
          case JOB -> id(path, "jobId").flatMap(job -> access.toJob(job, caller.id()));
          case MODEL -> id(path, "modelId").flatMap(model -> access.toModel(model, caller.id()));
          case UPLOAD ->
              id(path, "uploadId").flatMap(upload -> access.toUpload(upload, caller.id()));
          case BACKUP ->
              id(path, "backupId").flatMap(backup -> access.toBackup(backup, caller.id()));
          case KEPT_DATASET ->
              id(path, "datasetId").flatMap(dataset -> access.toKeptDataset(dataset, caller.id()));
        };
    String kind = resource.name().replaceFirst("PROJECT_|KEPT_", "").toLowerCase(Locale.ROOT);
    Grant granted = grant.orElseThrow(() -> GranaryException.notFound(kind));
    DatasetRole role = caller.isAdmin() ? DatasetRole.OWNER : granted.role();
    if (role == null) {
      throw GranaryException.notFound(kind);
    }
    if (required.role() != null && !role.includes(required.role())) {
      throw new GranaryException(
          Code.FORBIDDEN, "Cannot do this as %s: it takes %s.".formatted(role, required.role()));
    }
    put(request, new ResourceRef(granted.id()));
    if (granted.datasetId() != null) {
      put(request, new DatasetRef(granted.datasetId(), role));
    }
    return granted.isLeaving();
  }

  private static void checkBody(APIGatewayV2HTTPEvent event, LambdaFunction operation) {
    long size = Requests.bodySize(event);
    if (size > operation.maxBodyBytes()) {
      throw new GranaryException(
          Code.PAYLOAD_TOO_LARGE,
          "Cannot take a body of %d bytes: the limit is %d. Send larger files with POST /api/uploads."
              .formatted(size, operation.maxBodyBytes()));
    }
    String type = Requests.header(event, EventRepair.CONTENT_TYPE).toLowerCase(Locale.ROOT);
    int parameters = type.indexOf(';');
    String media = (parameters < 0 ? type : type.substring(0, parameters)).strip();
    if (size > 0 && !media.equals(operation.consumes())) {
      throw new GranaryException(
          Code.UNSUPPORTED_MEDIA_TYPE,
          "Cannot read a body of type '%s': it must be %s.".formatted(media, operation.consumes()));
    }
  }

  private static Optional<UUID> id(Map<String, Object> path, String variable) {
    @Nullable Object value = path.get(variable);
    return value == null ? Optional.empty() : Ids.parse(value.toString());
  }

  private static void put(HttpRequest<?> request, Object value) {
    request.setAttribute(value.getClass().getName(), value);
  }
}
