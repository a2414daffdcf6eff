package io.granary.bigquery;

import com.google.api.client.json.GenericJson;
import com.google.api.client.json.gson.GsonFactory;
import com.google.auth.Credentials;
import com.google.auth.http.HttpTransportFactory;
import com.google.auth.oauth2.AwsCredentials;
import com.google.auth.oauth2.ExternalAccountCredentials;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who we are for Google: by workload identity federation the role that this process has in AWS.
 * There is no key of Google's anywhere.
 *
 * <p>The configuration is what {@code gcloud iam workload-identity-pools create-cred-config --aws}
 * writes. Its {@code credential_source} says where the metadata of an EC2 instance are, which are
 * not asked: see {@link RoleCredentials}.
 */
final class Login {
  private static final List<String> SCOPES = List.of("https://www.googleapis.com/auth/bigquery");
  private static final String UNUSABLE = "granary.bigquery.credentials cannot be used: ";

  private final BigQueryConfig config;
  private final HttpTransportFactory transports;
  private final Map<String, String> environment;

  Login(BigQueryConfig config, HttpTransportFactory transports) {
    this(config, transports, System.getenv());
  }

  Login(BigQueryConfig config, HttpTransportFactory transports, Map<String, String> environment) {
    this.config = config;
    this.transports = transports;
    this.environment = environment;
  }

  /** Asks nothing of Google yet, unless the environment has to tell. */
  Credentials credentials() throws IOException {
    if (config.credentials() != null) {
      return federated(config.credentials()).createScoped(SCOPES);
    }
    if (config.url() != null) {
      return new Anonymous();
    }
    try {
      return GoogleCredentials.getApplicationDefault(transports).createScoped(SCOPES);
    } catch (IOException e) {
      throw LoginException.unusable(
          "granary.bigquery.credentials is unset, and the environment has none", e);
    }
  }

  private ExternalAccountCredentials federated(String configuration) throws IOException {
    GenericJson json;
    try {
      json = GsonFactory.getDefaultInstance().fromString(configuration, GenericJson.class);
    } catch (IOException | IllegalArgumentException e) {
      throw LoginException.unusable(UNUSABLE + "it is not JSON", e);
    }
    if (json == null || !"external_account".equals(json.get("type"))) {
      throw LoginException.unusable(
          UNUSABLE + "it is not of the type external_account, which has no secret in it",
          new IOException("another type"));
    }
    try {
      return isAws(json.get("credential_source")) ? aws(json) : other(configuration);
    } catch (IOException | RuntimeException e) {
      throw LoginException.unusable(UNUSABLE + "it is not complete", e);
    }
  }

  private static boolean isAws(@Nullable Object source) {
    return source instanceof Map<?, ?> map
        && map.get("environment_id") instanceof String environment
        && environment.startsWith("aws");
  }

  private ExternalAccountCredentials aws(GenericJson json) {
    var source = (Map<?, ?>) json.get("credential_source");
    return AwsCredentials.newBuilder()
        .setAwsSecurityCredentialsSupplier(new RoleCredentials(environment, transports))
        .setRegionalCredentialVerificationUrlOverride(
            (String) source.get("regional_cred_verification_url"))
        .setHttpTransportFactory(transports)
        .setAudience((String) json.get("audience"))
        .setSubjectTokenType((String) json.get("subject_token_type"))
        .setTokenUrl((String) json.get("token_url"))
        .setServiceAccountImpersonationUrl((String) json.get("service_account_impersonation_url"))
        .build();
  }

  private ExternalAccountCredentials other(String configuration) throws IOException {
    var bytes = new ByteArrayInputStream(configuration.getBytes(StandardCharsets.UTF_8));
    return ExternalAccountCredentials.fromStream(bytes, transports);
  }
}
