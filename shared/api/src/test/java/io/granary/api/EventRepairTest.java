package io.granary.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventRepairTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "/api/a%20b /api/a%20b",
        "/api/a%2Bb /api/a%2Bb",
        "/api/a%2Fb /api/a%2Fb",
        "/api/a+b /api/a%2Bb",
        "/api/{x} /api/%7Bx%7D",
        "/api/a|b /api/a%7Cb",
        "/api/100% /api/100%25",
        "/api/5%zz /api/5%25zz",
        "/api/é /api/%C3%A9"
      })
  void pathsThatArriveDecodedAreEncodedAgainAndOthersStay(String arrived, String repaired) {
    assertThat(EventRepair.encoded(arrived)).isEqualTo(repaired);
  }

  @Test
  void aDecodedBlankIsEncoded() {
    assertThat(EventRepair.encoded("/api/a b")).isEqualTo("/api/a%20b");
  }

  @Test
  void theStageGoesFromThePathAndHeadersThatWouldBreakAreDropped() {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("X-Bad", "a\r\nSet-Cookie: b");
    headers.put("X-Null", null);
    APIGatewayV2HTTPEvent event =
        APIGatewayV2HTTPEvent.builder()
            .withRawPath("/prod/api/health")
            .withHeaders(headers)
            .withRequestContext(
                APIGatewayV2HTTPEvent.RequestContext.builder()
                    .withStage("prod")
                    .withHttp(
                        APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                            .withMethod("GET")
                            .build())
                    .build())
            .build();

    APIGatewayV2HTTPEvent repaired = EventRepair.repaired(event);

    assertThat(repaired.getRawPath()).isEqualTo("/api/health");
    assertThat(repaired.getHeaders())
        .containsOnly(Map.entry(EventRepair.CONTENT_TYPE, "application/json"));
  }
}
