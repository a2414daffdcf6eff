package io.granary.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.Rights.Records;
import io.granary.api.Rights.Verb;
import io.granary.api.SnapStart.Primer;
import io.granary.database.ConnectionPool;
import io.granary.json.Json;
import io.granary.storage.KeyValues;
import io.granary.storage.Objects;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;

/**
 * What is done once before a process is copied: a question to the database, and for an operation a
 * request to its own route, a look into the table and a link. None of it changes anything, and none
 * asks for more than the function's role allows.
 */
final class Primers {
  /** No user, dataset or anything else has it. */
  private static final UUID NOBODY = new UUID(0, 0);

  private static final String NOTHING = "primer";
  private static final String UNREAD = "application/x-granary-primer";

  private Primers() {}

  /** For the operations that a context serves; in AWS that is one. */
  static List<Primer> ofOperations(
      ApplicationContext context,
      Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> gateway) {
    String selected = context.getProperty("granary.function", String.class).orElse("");
    List<Primer> primers = new ArrayList<>(List.of(database(context)));
    for (Deployed deployed : Deployed.all()) {
      if (selected.isEmpty() || selected.equals(deployed.name())) {
        deployed
            .operation()
            .ifPresent(
                operation -> {
                  primers.add(
                      new Primer(deployed.name(), () -> request(context, gateway, operation)));
                  primers.addAll(stores(context, deployed));
                });
      }
    }
    return primers;
  }

  static Primer database(ApplicationContext context) {
    return new Primer("database", () -> context.getBean(ConnectionPool.class).check());
  }

  private static List<Primer> stores(ApplicationContext context, Deployed deployed) {
    Rights rights = deployed.rights();
    List<Primer> primers = new ArrayList<>();
    if (rights.uses().contains(Use.SIGNS_TOKENS)) {
      primers.add(
          new Primer("keys", () -> context.getBean(SigningKeys.class).signing(Instant.now())));
    }
    rights.records().stream()
        .findFirst()
        .ifPresent(
            records ->
                primers.add(
                    new Primer("table", () -> ask(context.getBean(KeyValues.class), records))));
    rights.reads().stream()
        .findFirst()
        .ifPresent(
            prefix ->
                primers.add(
                    new Primer(
                        "links",
                        () ->
                            context
                                .getBean(Objects.class)
                                .link(prefix + NOTHING, "text/plain", Duration.ofMinutes(1)))));
    return primers;
  }

  /** Reads a record that is not there; where a role may only change it, changes it if it were. */
  private static void ask(KeyValues table, Records records) {
    if (records.verbs().contains(Verb.GET)) {
      table.find(records.keys() + NOTHING);
    } else {
      table.swap(records.keys() + NOTHING, NOTHING, NOTHING, NOTHING, Instant.EPOCH);
    }
  }

  private static void request(
      ApplicationContext context,
      Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> gateway,
      Operation operation) {
    AccessTokens tokens = context.getBean(AccessTokens.class);
    // Who asks for no token need not have the keys either.
    String keyId = operation.access() == Access.PUBLIC ? NOTHING : tokens.knownKeyId();
    String token = tokens.forged(NOBODY, keyId);
    int status = gateway.apply(event(operation, token)).getStatusCode();
    if (operation.access() == Access.PUBLIC ? status >= 500 : status != 401) {
      throw new IllegalStateException("The request was answered with " + status);
    }
  }

  /**
   * A request that the operation never sees, unless it is a public GET: the token is good but for
   * its signature; where no token is asked for, the body has a field too many, or is of a type that
   * nobody reads.
   */
  static APIGatewayV2HTTPEvent event(Operation operation, String token) {
    Route route = operation.route();
    String path = route.path(_ -> NOBODY.toString());
    boolean isRead =
        operation.declared().body() == Void.class
            && operation.body().isPresent()
            && !operation.takesMoreFields();
    Map<String, String> headers = new HashMap<>();
    headers.put("authorization", "Bearer " + token);
    headers.put("content-type", isRead ? operation.declared().consumes() : UNREAD);
    var http =
        RequestContext.Http.builder()
            .withMethod(route.method())
            .withPath(path)
            .withProtocol("HTTP/1.1")
            .withSourceIp("127.0.0.1")
            .withUserAgent(NOTHING)
            .build();
    return APIGatewayV2HTTPEvent.builder()
        .withVersion("2.0")
        .withRouteKey("$default")
        .withRawPath(path)
        .withRawQueryString("")
        .withHeaders(headers)
        .withRequestContext(
            RequestContext.builder()
                .withRequestId(NOTHING)
                .withStage("$default")
                .withHttp(http)
                .build())
        .withBody(route.method().equals("GET") ? null : Json.write(Map.of(NOTHING, true)))
        .withIsBase64Encoded(false)
        .build();
  }
}
