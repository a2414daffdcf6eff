package io.granary.testing;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.testing.AwsStandIn.Reply;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Stands in for Secrets Manager: versions with ids that the writer chooses, of which one is
 * current, as its API reference says of GetSecretValue and PutSecretValue. Every ARN is a secret.
 */
public final class SecretServer implements AutoCloseable {
  private final AwsStandIn server;
  private final Map<String, Map<String, String>> secrets = new HashMap<>();
  private final Map<String, String> current = new HashMap<>();
  private int reads;
  private boolean isDown;

  private SecretServer() throws IOException {
    this.server = AwsStandIn.start(this::answer);
  }

  public static SecretServer start() throws IOException {
    return new SecretServer();
  }

  private synchronized Reply answer(String action, JsonNode asked) {
    if (isDown) {
      return Reply.error("AccessDeniedException");
    }
    String arn = asked.path("SecretId").asText();
    return switch (action) {
      case "GetSecretValue" -> get(arn);
      case "PutSecretValue" ->
          put(arn, asked.path("ClientRequestToken").asText(), asked.path("SecretString").asText());
      default -> Reply.error("InvalidRequestException");
    };
  }

  private Reply get(String arn) {
    reads++;
    String version = current.get(arn);
    return version == null
        ? Reply.error("ResourceNotFoundException")
        : Reply.good(
            Map.of("ARN", arn, "VersionId", version, "SecretString", versions(arn).get(version)));
  }

  private Reply put(String arn, String version, String text) {
    String before = versions(arn).putIfAbsent(version, text);
    if (before != null && !before.equals(text)) {
      return Reply.error("ResourceExistsException");
    }
    if (before == null) {
      current.put(arn, version);
    }
    return Reply.good(Map.of("ARN", arn, "VersionId", version));
  }

  private Map<String, String> versions(String arn) {
    return secrets.computeIfAbsent(arn, _ -> new LinkedHashMap<>());
  }

  /** Makes a text current, as somebody does by hand. */
  public synchronized void set(String arn, String text) {
    put(arn, UUID.randomUUID().toString(), text);
  }

  /** The current text. */
  public synchronized String text(String arn) {
    return requireNonNull(versions(arn).get(requireNonNull(current.get(arn), arn)));
  }

  /** How many versions there have been. */
  public synchronized int count(String arn) {
    return versions(arn).size();
  }

  /** How often a value was asked for. */
  public synchronized int reads() {
    return reads;
  }

  /** Refuses everything from now on, or no longer. */
  public synchronized void setDown(boolean down) {
    isDown = down;
  }

  public URI url() {
    return server.url();
  }

  @Override
  public void close() {
    server.close();
  }
}
