package io.granary.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.granary.storage.ObjectKeys;
import io.granary.storage.Objects;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * Puts an answer that Lambda would not let through (6,291,456 bytes, base64 included) into the data
 * bucket, and leads the caller to it for five minutes.
 */
final class LargeAnswers {
  private static final int MOST_BYTES = 5_000_000;
  private static final Duration LIFE = Duration.ofMinutes(5);

  private LargeAnswers() {}

  static boolean isOne(APIGatewayV2HTTPResponse response) {
    return response.getStatusCode() == 200
        && response.getBody() != null
        && !response.getIsBase64Encoded()
        && isLarge(response.getBody());
  }

  /** A character has at most three bytes here, so that most answers need no counting. */
  private static boolean isLarge(String body) {
    return body.length() > MOST_BYTES / 3
        && body.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES;
  }

  /**
   * Replaces an answer by a link to it.
   *
   * @param headers of the answer
   */
  static void store(
      Objects objects, APIGatewayV2HTTPResponse response, Map<String, String> headers) {
    String type =
        headers.entrySet().stream()
            .filter(header -> header.getKey().equalsIgnoreCase("Content-Type"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("application/json");
    String key = ObjectKeys.ANSWERS + UUID.randomUUID();
    objects.create(key, response.getBody().getBytes(StandardCharsets.UTF_8), type);
    headers.keySet().removeIf(name -> name.regionMatches(true, 0, "Content-", 0, 8));
    headers.put("Location", objects.link(key, type, LIFE).toString());
    response.setStatusCode(303);
    response.setBody(null);
  }
}
