package io.granary.setup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.SigningKeySet;
import io.granary.database.Databases;
import io.granary.json.Json;
import io.granary.passwords.Passwords;
import io.granary.testing.SecretServer;
import io.granary.testing.TestStack;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** A stack that is being deployed: an empty database, secrets, and who asks for the setup. */
final class Deployment implements AutoCloseable {
  private static final String ARN = "arn:aws:secretsmanager:us-east-1:000000000000:secret:";
  static final String OWNER = ARN + "owner";
  static final String KEYS = ARN + "keys";
  static final String PUBLIC = ARN + "public";
  static final String ADMIN = ARN + "admin";
  static final String OWNER_PASSWORD = "owner-password-0123";

  /** Of the database and of the functions' role. */
  private final String name = "t_setup_" + UUID.randomUUID().toString().substring(0, 8);

  private final TestStack stack;
  private final String url;
  final CloudFormation asks;
  final SecretServer secrets;
  final ApplicationContext context;

  Deployment(TestStack stack) throws IOException {
    this.stack = stack;
    this.url =
        String.valueOf(stack.properties().get("granary.database.url"))
            .replaceFirst("/[^/]*$", "/" + name);
    stack.stack().executeAsOwner("create database " + name);
    asks = CloudFormation.start();
    secrets = SecretServer.start();
    secrets.set(OWNER, Json.write(Map.of("username", "postgres", "password", OWNER_PASSWORD)));
    // As the deployment makes it: a secret is never without a text.
    secrets.set(KEYS, "to be made by the setup");
    secrets.set(PUBLIC, "to be made by the setup");
    context = context(url);
  }

  /** The function's collaborators, with the database elsewhere. */
  ApplicationContext context(String databaseUrl) {
    Map<String, Object> properties = new HashMap<>(stack.properties());
    properties.put("granary.database.url", databaseUrl);
    properties.put("granary.database.user", name);
    properties.put("granary.database.authentication", "iam");
    properties.put("granary.auth.signing-keys", KEYS);
    properties.put("granary.auth.verifying-keys", PUBLIC);
    properties.put("granary.storage.secrets-endpoint", secrets.url().toString());
    properties.put("granary.setup.owner-secret", OWNER);
    properties.put("granary.setup.admin-username", "root");
    properties.put("granary.setup.admin-email", "root@example.com");
    properties.put("granary.setup.admin-secret", ADMIN);
    return ApplicationContext.run(properties, "test");
  }

  /** Asks as CloudFormation does, and gives the answer. */
  JsonNode ask(String type) {
    return ask(type, context);
  }

  JsonNode ask(String type, ApplicationContext collaborators) {
    new SetupFunction(collaborators).handleRequest(asks.request(type), null);
    return asks.answers().getLast();
  }

  /** The database as its owner sees it. */
  Jdbi owner() {
    return Databases.jdbi(Databases.unpooled(url, "postgres", "-"));
  }

  /** The database as the functions see it. */
  Jdbi runtime() {
    return Databases.jdbi(Databases.unpooled(url, name, "-"));
  }

  List<Map<String, Object>> admins() {
    return owner()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select username, email, password_hash from users where role = 'admin'")
                    .mapToMap()
                    .list());
  }

  void assertThatTheAdminHasThePasswordOfTheSecret() {
    JsonNode login = Json.tree(secrets.text(ADMIN));
    assertThat(login.path("username").asText()).isEqualTo("root");
    assertThat(admins())
        .singleElement()
        .satisfies(
            admin ->
                assertThat(
                        new Passwords()
                            .matches(
                                login.path("password").asText(),
                                String.valueOf(admin.get("password_hash"))))
                    .isTrue());
  }

  void assertThatTheKeysArePublic() {
    assertThat(secrets.text(PUBLIC)).isEqualTo(SigningKeySet.publicSet(secrets.text(KEYS)));
  }

  @Override
  public void close() {
    context.close();
    secrets.close();
    asks.close();
  }
}
