package io.granary.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.granary.domain.Sha256;
import java.util.Arrays;
import java.util.Map;

/**
 * Gives every answer to a GET a tag (RFC 9110, section 8.8.3), and answers 304 to a caller who has
 * it already. A resource that is changed under If-Match has the tag of its revision; others have a
 * weak one of their text.
 */
final class EntityTags {
  private static final int TAG_LENGTH = 32;

  private EntityTags() {}

  /**
   * Tags an answer.
   *
   * @param headers of the answer
   */
  static void tag(
      APIGatewayV2HTTPEvent event, APIGatewayV2HTTPResponse response, Map<String, String> headers) {
    boolean isRead = event.getRequestContext().getHttp().getMethod().equals("GET");
    if (!isRead || response.getStatusCode() != 200 || response.getBody() == null) {
      return;
    }
    String tag =
        headers.entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase("ETag"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElseGet(
                () ->
                    "W/\"%s\"".formatted(Sha256.hex(response.getBody()).substring(0, TAG_LENGTH)));
    headers.putIfAbsent("ETag", tag);
    if (Arrays.asList(Requests.header(event, "if-none-match").split(",\\s*")).contains(tag)) {
      response.setStatusCode(304);
      response.setBody(null);
      response.setIsBase64Encoded(false);
      headers.keySet().removeIf(name -> name.regionMatches(true, 0, "Content-", 0, 8));
    }
  }
}
