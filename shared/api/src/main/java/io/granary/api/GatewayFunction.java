package io.granary.api;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.granary.domain.Code;
import io.granary.json.Json;
import io.granary.storage.Objects;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.function.aws.proxy.payload2.APIGatewayV2HTTPEventFunction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The entry of every API function: repairs what the gateway and the framework lose between them,
 * gives the request its id, writes one log line, and owns errors that nobody else has handled.
 */
public final class GatewayFunction
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayFunction.class);

  private final APIGatewayV2HTTPEventFunction proxy;
  private final SnapStart snapStart;

  /** What Lambda starts. */
  public GatewayFunction() {
    this.proxy = new Started();
    Startup.checkOperation(proxy.getApplicationContext());
    this.snapStart = snapStart(proxy.getApplicationContext());
    snapStart.register();
  }

  /** Serves the operations of a context that is already up. */
  public GatewayFunction(ApplicationContext context) {
    this.proxy = new APIGatewayV2HTTPEventFunction(context);
    this.snapStart = snapStart(context);
  }

  private SnapStart snapStart(ApplicationContext context) {
    return new SnapStart(
        context, () -> Primers.ofOperations(context, event -> handleRequest(event, null)));
  }

  /** What the runtime calls around a snapshot. */
  public Resource snapStart() {
    return snapStart;
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    long started = System.nanoTime();
    String requestId = event.getRequestContext().getRequestId();
    MDC.put("request_id", requestId);
    try {
      APIGatewayV2HTTPResponse response = answer(event, context, requestId);
      Map<String, String> headers =
          new LinkedHashMap<>(response.getHeaders() == null ? Map.of() : response.getHeaders());
      EntityTags.tag(event, response, headers);
      if (LargeAnswers.isOne(response)) {
        LargeAnswers.store(proxy.getApplicationContext().getBean(Objects.class), response, headers);
      }
      headers.put("X-Request-Id", requestId);
      response.setHeaders(headers);
      LOG.atInfo()
          .addKeyValue("method", event.getRequestContext().getHttp().getMethod())
          .addKeyValue("path", event.getRawPath())
          .addKeyValue("status", response.getStatusCode())
          .addKeyValue("micros", (System.nanoTime() - started) / 1000)
          .log("request");
      return response;
    } finally {
      MDC.remove("request_id");
      MDC.remove("function");
    }
  }

  /** Has a context of its own. */
  private static final class Started extends APIGatewayV2HTTPEventFunction {
    @Override
    protected ApplicationContextBuilder newApplicationContextBuilder() {
      return Startup.context();
    }
  }

  private APIGatewayV2HTTPResponse answer(
      APIGatewayV2HTTPEvent event, Context context, String requestId) {
    try {
      return proxy.handleRequest(EventRepair.repaired(event), context);
    } catch (RuntimeException e) {
      LOG.error("The request broke before its operation", e);
      Problem problem =
          Problem.of(
              Code.INTERNAL,
              "Cannot say more here; the request id leads to the log.",
              String.valueOf(event.getRawPath()),
              requestId,
              List.of());
      return APIGatewayV2HTTPResponse.builder()
          .withStatusCode(problem.status())
          .withHeaders(Map.of("Content-Type", Problem.MEDIA_TYPE))
          .withBody(Json.write(problem))
          .build();
    }
  }
}
