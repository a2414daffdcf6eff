package io.granary.storage;

import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner.AuthLocation;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;

/**
 * Makes what a database of RDS takes instead of a password: a signed request to connect, without
 * its scheme (RDS user guide, "Connecting to your DB instance using IAM authentication").
 */
@Singleton
public final class LoginTokens {
  /** How long a token can be used to begin a connection; RDS takes no longer one. */
  static final Duration LIFE = Duration.ofMinutes(15);

  private final StorageConfig config;
  private final AwsCredentialsProvider credentials;
  private final InstantSource clock;

  public LoginTokens(
      StorageConfig config, AwsCredentialsProvider credentials, InstantSource clock) {
    this.config = config;
    this.credentials = credentials;
    this.clock = clock;
  }

  /** A token for a user of the database at a host, from now on. */
  public String token(String host, int port, String user) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(URI.create("https://%s:%d/".formatted(host, port)))
            .putRawQueryParameter("Action", "connect")
            .putRawQueryParameter("DBUser", user)
            .build();
    URI signed =
        AwsV4HttpSigner.create()
            .sign(
                sign ->
                    sign.identity(credentials.resolveCredentials())
                        .request(request)
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "rds-db")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, config.region())
                        .putProperty(AwsV4HttpSigner.AUTH_LOCATION, AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4HttpSigner.EXPIRATION_DURATION, LIFE)
                        .putProperty(HttpSigner.SIGNING_CLOCK, clock.withZone(ZoneOffset.UTC)))
            .request()
            .getUri();
    return signed.toString().substring("https://".length());
  }
}
