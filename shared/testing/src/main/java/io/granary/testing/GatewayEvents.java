package io.granary.testing;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the events that an HTTP API sends (payload format 2.0). */
public final class GatewayEvents {
  private GatewayEvents() {}

  /**
   * Makes an event.
   *
   * @param target path and query as on the request line
   * @param body null when there is none; what is no text travels in base64
   */
  public static APIGatewayV2HTTPEvent of(
      String method, String target, Map<String, String> headers, byte @Nullable [] body) {
    int question = target.indexOf('?');
    String path = question < 0 ? target : target.substring(0, question);
    String query = question < 0 ? "" : target.substring(question + 1);
    Map<String, String> lower = new HashMap<>();
    headers.forEach((name, value) -> lower.put(name.toLowerCase(Locale.ROOT), value));
    var http =
        RequestContext.Http.builder()
            .withMethod(method)
            .withPath(path)
            .withProtocol("HTTP/1.1")
            .withSourceIp("127.0.0.1")
            .withUserAgent(lower.getOrDefault("user-agent", ""))
            .build();
    String text = body == null ? null : text(body);
    return APIGatewayV2HTTPEvent.builder()
        .withVersion("2.0")
        .withRouteKey("$default")
        .withRawPath(path)
        .withRawQueryString(query)
        .withHeaders(lower)
        .withRequestContext(
            RequestContext.builder()
                .withRequestId(UUID.randomUUID().toString())
                .withStage("$default")
                .withHttp(http)
                .build())
        .withBody(body == null || text != null ? text : Base64.getEncoder().encodeToString(body))
        .withIsBase64Encoded(body != null && text == null)
        .build();
  }

  private static @Nullable String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException _) {
      return null;
    }
  }
}
