package io.granary.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;

/**
 * The request itself, for the few operations that need more than its parsed form.
 *
 * @param id the request's id, as in logs, errors and audit entries
 * @param contentType the media type with its parameters
 */
public record RequestInfo(String id, String contentType, APIGatewayV2HTTPEvent event) {
  /** The body's bytes. */
  public byte[] body() {
    return Requests.body(event);
  }
}
