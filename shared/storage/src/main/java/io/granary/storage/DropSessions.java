package io.granary.storage;

import io.granary.json.Json;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.Credentials;

/** Gives credentials that reach one user's drop folder and nothing else, for an hour. */
@Singleton
public final class DropSessions {
  /** The longest that a role which was itself taken on may be handed on. */
  private static final Duration LIFE = Duration.ofHours(1);

  private static final List<String> ACTIONS =
      List.of(
          "s3:PutObject", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:GetObject");

  private final StorageConfig storage;
  private final DropConfig config;

  public DropSessions(StorageConfig storage, DropConfig config) {
    this.storage = storage;
    this.config = config;
  }

  /** Begins a session for a user, whose name is a valid one. */
  public DropCredentials begin(String username) {
    String prefix = ObjectKeys.DROP + username + "/";
    String role = config.roleArn();
    if (role != null) {
      return session(assume(role, username, prefix), prefix);
    }
    if (storage.accessKeyId() == null || storage.secretAccessKey() == null) {
      throw new IllegalStateException(
          "Cannot give drop credentials: granary.drop.role-arn is unset");
    }
    return new DropCredentials(
        storage.accessKeyId(),
        storage.secretAccessKey(),
        null,
        null,
        storage.region(),
        storage.bucket(),
        prefix,
        storage.s3Endpoint());
  }

  private DropCredentials session(Credentials given, String prefix) {
    return new DropCredentials(
        given.accessKeyId(),
        given.secretAccessKey(),
        given.sessionToken(),
        given.expiration(),
        storage.region(),
        storage.bucket(),
        prefix,
        storage.s3Endpoint());
  }

  private Credentials assume(String role, String username, String prefix) {
    var builder =
        StsClient.builder()
            .region(Region.of(storage.region()))
            .httpClient(UrlConnectionHttpClient.create());
    if (config.stsEndpoint() != null) {
      builder
          .endpointOverride(config.stsEndpoint())
          .credentialsProvider(
              StaticCredentialsProvider.create(
                  AwsBasicCredentials.create(storage.accessKeyId(), storage.secretAccessKey())));
    }
    try (StsClient sts = builder.build()) {
      return sts.assumeRole(
              request ->
                  request
                      .roleArn(role)
                      .roleSessionName(username)
                      .durationSeconds((int) LIFE.toSeconds())
                      .policy(policy(partition(role), prefix)))
          .credentials();
    }
  }

  /** China and GovCloud have partitions of their own. */
  private static String partition(String arn) {
    return arn.split(":", 3)[1];
  }

  /** The session may do what both the role and this policy let it. */
  private String policy(String partition, String prefix) {
    return Json.write(
        Map.of(
            "Version",
            "2012-10-17",
            "Statement",
            List.of(
                Map.of(
                    "Effect",
                    "Allow",
                    "Action",
                    ACTIONS,
                    "Resource",
                    "arn:%s:s3:::%s/%s*".formatted(partition, storage.bucket(), prefix)))));
  }
}
