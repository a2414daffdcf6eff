package io.granary.bigquery;

import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequest;
import com.google.api.client.json.GenericJson;
import com.google.api.client.json.JsonObjectParser;
import com.google.api.client.json.gson.GsonFactory;
import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.AwsSecurityCredentials;
import com.google.auth.oauth2.AwsSecurityCredentialsSupplier;
import com.google.auth.oauth2.ExternalAccountSupplierContext;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The credentials of the role of a Lambda function: in its environment, or, where it starts from a
 * snapshot, at the address that its environment names. (Google's library knows the first only.)
 */
final class RoleCredentials implements AwsSecurityCredentialsSupplier {
  private static final long serialVersionUID = 1L;
  private static final int TIMEOUT_MILLIS = 2000;

  private final transient Map<String, String> environment;
  private final transient HttpTransportFactory transports;

  RoleCredentials(Map<String, String> environment, HttpTransportFactory transports) {
    this.environment = environment;
    this.transports = transports;
  }

  @Override
  public String getRegion(ExternalAccountSupplierContext context) throws IOException {
    String region = environment.get("AWS_REGION");
    return region == null ? required("AWS_DEFAULT_REGION", environment) : region;
  }

  @Override
  public AwsSecurityCredentials getCredentials(ExternalAccountSupplierContext context)
      throws IOException {
    if (environment.containsKey("AWS_ACCESS_KEY_ID")) {
      return new AwsSecurityCredentials(
          required("AWS_ACCESS_KEY_ID", environment),
          required("AWS_SECRET_ACCESS_KEY", environment),
          environment.get("AWS_SESSION_TOKEN"));
    }
    GenericJson answer = asked(required("AWS_CONTAINER_CREDENTIALS_FULL_URI", environment));
    return new AwsSecurityCredentials(
        required("AccessKeyId", answer),
        required("SecretAccessKey", answer),
        required("Token", answer));
  }

  private GenericJson asked(String url) throws IOException {
    HttpRequest request =
        transports.create().createRequestFactory().buildGetRequest(new GenericUrl(url));
    String token = environment.get("AWS_CONTAINER_AUTHORIZATION_TOKEN");
    if (token != null) {
      request.getHeaders().setAuthorization(token);
    }
    request.setConnectTimeout(TIMEOUT_MILLIS);
    request.setReadTimeout(TIMEOUT_MILLIS);
    request.setParser(new JsonObjectParser(GsonFactory.getDefaultInstance()));
    return request.execute().parseAs(GenericJson.class);
  }

  private static String required(String name, Map<String, ?> from) throws IOException {
    @Nullable Object value = from.get(name);
    if (value instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new IOException("Cannot take on the role in AWS: there is no " + name);
  }
}
