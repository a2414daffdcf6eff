package io.granary.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes a gateway event safe for the framework: paths that arrive decoded are encoded again, a
 * stage prefix goes, header names are lower case, and values that would break a header are dropped.
 * The query string stays raw, because {@link Parameters} reads it itself.
 */
final class EventRepair {
  /** Where the media type of the body is kept from the framework. */
  static final String CONTENT_TYPE = "x-granary-content-type";

  private static final String PLAIN = "-._~!$&'()*,;=:@/";

  private EventRepair() {}

  static APIGatewayV2HTTPEvent repaired(APIGatewayV2HTTPEvent event) {
    var context = event.getRequestContext();
    String path = encoded(withoutStage(event.getRawPath(), context.getStage()));
    context.getHttp().setPath(path);
    event.setRawPath(path);
    event.setQueryStringParameters(Map.of());
    event.setCookies(null);
    event.setHeaders(headers(event.getHeaders()));
    return event;
  }

  private static String withoutStage(String path, String stage) {
    if (path == null || path.isEmpty()) {
      return "/";
    }
    String prefix = "/" + stage;
    boolean staged =
        stage != null
            && !stage.equals("$default")
            && (path.equals(prefix) || path.startsWith(prefix + "/"));
    return staged ? "/" + path.substring(prefix.length()).replaceFirst("^/", "") : path;
  }

  static String encoded(String path) {
    var result = new StringBuilder(path.length() + 16);
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xFF);
      boolean plain =
          c >= 'a' && c <= 'z'
              || c >= 'A' && c <= 'Z'
              || c >= '0' && c <= '9'
              || PLAIN.indexOf(c) >= 0;
      if (plain || c == '%') {
        result.append(c);
      } else {
        result.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    for (int i = result.indexOf("%"); i >= 0; i = result.indexOf("%", i + 1)) {
      boolean escape =
          i + 2 < result.length()
              && HexFormat.isHexDigit(result.charAt(i + 1))
              && HexFormat.isHexDigit(result.charAt(i + 2));
      if (!escape) {
        result.insert(i + 1, "25");
      }
    }
    return result.toString();
  }

  private static Map<String, String> headers(Map<String, String> given) {
    Map<String, String> headers = new TreeMap<>();
    if (given != null) {
      given.forEach(
          (name, value) -> {
            if (value != null && value.chars().noneMatch(c -> c < ' ' && c != '\t')) {
              headers.put(name.toLowerCase(Locale.ROOT), value);
            }
          });
    }
    // The framework would refuse a media type before anybody has looked at the token.
    String contentType = headers.remove("content-type");
    headers.put(CONTENT_TYPE, contentType == null ? "" : contentType);
    return headers;
  }
}
