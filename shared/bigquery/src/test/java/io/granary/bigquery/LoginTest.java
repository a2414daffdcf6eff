package io.granary.bigquery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.auth.http.HttpTransportFactory;
import io.granary.bigquery.FakeBigQuery.Answer;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exchange of a role in AWS for an access token of Google, against a fake of both ends. */
final class LoginTest {
  /** As {@code gcloud iam workload-identity-pools create-cred-config --aws} writes it. */
  static final String CONFIGURATION =
      """
      {"type": "external_account",
       "audience": "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/aws",
       "subject_token_type": "urn:ietf:params:aws:token-type:aws4_request",
       "token_url": "https://sts.googleapis.com/v1/token",
       "credential_source": {
         "environment_id": "aws1",
         "region_url": "http://169.254.169.254/latest/meta-data/placement/availability-zone",
         "url": "http://169.254.169.254/latest/meta-data/iam/security-credentials",
         "regional_cred_verification_url":
           "https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15"}}""";

  static final String TOKEN =
      """
      {"access_token": "ya29.federated", "expires_in": 3600, "token_type": "Bearer",
       "issued_token_type": "urn:ietf:params:oauth:token-type:access_token"}""";

  private static final Map<String, String> LAMBDA =
      Map.of(
          "AWS_REGION", "eu-central-1",
          "AWS_ACCESS_KEY_ID", "ASIAEXAMPLE",
          "AWS_SECRET_ACCESS_KEY", "secret-of-aws",
          "AWS_SESSION_TOKEN", "session");

  @RegisterExtension final Cloud cloud = new Cloud();

  private String token(@Nullable String credentials, Map<String, String> environment)
      throws IOException {
    var login = new Login(config(credentials), transports(), environment);
    return String.join(
        " ",
        login
            .credentials()
            .getRequestMetadata(URI.create("https://bigquery.googleapis.com"))
            .getOrDefault("Authorization", List.of("none")));
  }

  private static BigQueryConfig config(@Nullable String credentials) {
    Duration second = Duration.ofSeconds(1);
    return new BigQueryConfig("p", credentials, null, second, second, 1, second);
  }

  /** Every host is the fake. */
  private HttpTransportFactory transports() {
    HttpTransport transport =
        new NetHttpTransport.Builder()
            .setConnectionFactory(url -> toFake(cloud.fake(), url))
            .build();
    return () -> transport;
  }

  static HttpURLConnection toFake(FakeBigQuery fake, URL url) throws IOException {
    return (HttpURLConnection)
        fake.url().resolve("/" + url.getHost() + url.getFile()).toURL().openConnection();
  }

  private String sentSubject() {
    return cloud.fake().asked().stream()
        .filter(asked -> asked.path().equals("/sts.googleapis.com/v1/token"))
        .map(asked -> URLDecoder.decode(asked.text(), StandardCharsets.UTF_8))
        .map(text -> URLDecoder.decode(text, StandardCharsets.UTF_8))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theRoleOfAFunctionIsExchangedForAToken() throws IOException {
    cloud.fake().at("/sts.googleapis.com/v1/token", Answer.ok(TOKEN));

    assertThat(token(CONFIGURATION, LAMBDA)).isEqualTo("Bearer ya29.federated");

    assertThat(cloud.fake().lines()).containsExactly("POST /sts.googleapis.com/v1/token");
    assertThat(sentSubject())
        .contains("https://sts.eu-central-1.amazonaws.com?Action=GetCallerIdentity")
        .contains("Credential=ASIAEXAMPLE/")
        .contains("x-amz-security-token")
        .contains("scope=https://www.googleapis.com/auth/bigquery")
        .contains("workloadIdentityPools/p/providers/aws")
        .doesNotContain("secret-of-aws");
  }

  @Test
  void aFunctionThatStartsFromASnapshotAsksForItsRole() throws IOException {
    cloud.fake().at("/sts.googleapis.com/v1/token", Answer.ok(TOKEN));
    cloud
        .fake()
        .at(
            "/127.0.0.1/2021-04-23/credentials",
            Answer.ok(
                """
                {"AccessKeyId": "ASIASNAP", "SecretAccessKey": "secret-of-aws", "Token": "session",
                 "Expiration": "2030-01-01T00:00:00Z"}"""));

    token(
        CONFIGURATION,
        Map.of(
            "AWS_REGION", "eu-central-1",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://127.0.0.1:9001/2021-04-23/credentials",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN", "of-this-process"));

    assertThat(cloud.fake().asked().getFirst().headers())
        .containsEntry("Authorization", List.of("of-this-process"));
    assertThat(sentSubject()).contains("Credential=ASIASNAP/");
  }

  @Test
  void aServiceAccountMayBeActedFor() throws IOException {
    cloud.fake().at("/sts.googleapis.com/v1/token", Answer.ok(TOKEN));
    String path = "/v1/projects/-/serviceAccounts/g@p.iam.gserviceaccount.com:generateAccessToken";
    cloud
        .fake()
        .at(
            "/iamcredentials.googleapis.com" + path,
            Answer.ok(
                "{\"accessToken\": \"ya29.account\", \"expireTime\": \"2099-01-01T00:00:00Z\"}"));

    String configuration =
        CONFIGURATION.replaceFirst(
            "\\{",
            "{\"service_account_impersonation_url\": \"https://iamcredentials.googleapis.com"
                + path
                + "\",");

    assertThat(token(configuration, LAMBDA)).isEqualTo("Bearer ya29.account");
    assertThat(cloud.fake().asked().getLast().headers())
        .containsEntry("Authorization", List.of("Bearer ya29.federated"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {                              | it is not JSON
          []                             | it is not JSON
          {}                             | it is not of the type external_account, which has no secret in it
          {"type": "service_account"}    | it is not of the type external_account, which has no secret in it
          {"type": "external_account"}   | it is not complete
          """)
  void aConfigurationThatCannotBeUsedIsSaidSoWithoutItsText(String credentials, String why) {
    assertThatThrownBy(() -> token(credentials, LAMBDA))
        .isInstanceOf(LoginException.class)
        .hasMessage("granary.bigquery.credentials cannot be used: " + why);
    assertThat(cloud.fake().asked()).isEmpty();
  }

  @Test
  void outsideOfAwsThereIsNoRole() {
    assertThatThrownBy(() -> token(CONFIGURATION, Map.of("AWS_REGION", "eu-central-1")))
        .hasMessage(
            "Cannot take on the role in AWS: there is no AWS_CONTAINER_CREDENTIALS_FULL_URI");
    assertThatThrownBy(() -> token(CONFIGURATION, Map.of()))
        .hasMessage("Cannot take on the role in AWS: there is no AWS_DEFAULT_REGION");
  }
}
