package io.granary.setup;

import com.fasterxml.jackson.databind.JsonNode;
import io.granary.api.AuthConfig;
import io.granary.api.KeySecrets;
import io.granary.api.SigningKeySet;
import io.granary.database.DatabaseConfig;
import io.granary.database.Databases;
import io.granary.database.Migrations;
import io.granary.domain.Ids;
import io.granary.domain.Secrets;
import io.granary.json.Json;
import io.granary.passwords.Passwords;
import io.granary.storage.SecretTexts;
import io.granary.storage.SecretTexts.Version;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings an installation to where its functions can run: the newest schema, keys that sign tokens,
 * a first admin. What is there already stays, so that it can run again, and by two at once.
 */
@Singleton
final class Setup {
  private static final Logger LOG = LoggerFactory.getLogger(Setup.class);

  private final SetupConfig config;
  private final DatabaseConfig database;
  private final AuthConfig auth;
  private final SecretTexts secrets;
  private final KeySecrets keys;
  private final Passwords passwords;
  private final Ids ids;
  private final InstantSource clock;

  Setup(
      SetupConfig config,
      DatabaseConfig database,
      AuthConfig auth,
      SecretTexts secrets,
      KeySecrets keys,
      Passwords passwords,
      Ids ids,
      InstantSource clock) {
    this.config = config;
    this.database = database;
    this.auth = auth;
    this.secrets = secrets;
    this.keys = keys;
    this.passwords = passwords;
    this.ids = ids;
    this.clock = clock;
  }

  void run() {
    DataSource owner = owner();
    String runtimePassword =
        switch (database.authentication()) {
          case IAM -> null;
          case PASSWORD -> database.password();
        };
    new Migrations(owner, database.user(), runtimePassword).run();
    LOG.info("The database has the newest schema");
    makeSigningKeys();
    var wanted = new FirstAdmin.Wanted(config.adminUsername(), config.adminEmail());
    if (new FirstAdmin(Databases.jdbi(owner), passwords, ids, clock)
        .make(wanted, this::adminPassword)) {
      LOG.info("Made the first admin, {}", wanted.username());
    }
  }

  private DataSource owner() {
    JsonNode login = json(secrets.text(config.ownerSecret()));
    if (!login.path("username").isTextual() || !login.path("password").isTextual()) {
      throw new IllegalStateException(
          "Cannot connect as the owner of the database: its secret has no username and password");
    }
    return Databases.unpooled(
        database.url(), login.get("username").asText(), login.get("password").asText());
  }

  private void makeSigningKeys() {
    if (!keys.canBeReplaced()) {
      return;
    }
    Optional<Version> before = keys.current();
    if (before.filter(version -> SigningKeySet.isOne(version.text())).isPresent()) {
      keys.settle();
      return;
    }
    String first =
        SigningKeySet.rotated(SigningKeySet.EMPTY, clock.instant(), auth.accessTokenLife());
    if (keys.replace(before.orElse(null), first)) {
      LOG.info("Made the first key that signs tokens");
    }
  }

  /**
   * The password that the secret has, or has from now on. It is written before the account is made,
   * and one that is there is taken, so that secret and account agree whoever dies in between.
   */
  private String adminPassword() {
    String arn = config.adminSecret();
    Optional<Version> before = secrets.current(arn);
    Optional<String> kept = before.flatMap(this::password);
    if (kept.isPresent()) {
      return kept.get();
    }
    String made = Secrets.make();
    if (secrets.replace(
        arn,
        before.orElse(null),
        Json.write(Map.of("username", config.adminUsername(), "password", made)))) {
      return made;
    }
    return secrets
        .current(arn)
        .flatMap(this::password)
        .orElseThrow(
            () ->
                new IllegalStateException("Cannot make the first admin: its secret is another's"));
  }

  private Optional<String> password(Version version) {
    JsonNode login = json(version.text());
    return login.path("username").asText().equals(config.adminUsername())
            && login.path("password").isTextual()
        ? Optional.of(login.get("password").asText())
        : Optional.empty();
  }

  /** What cannot be read counts as empty; the reader's message would repeat it. */
  private static JsonNode json(String text) {
    try {
      return Json.tree(text);
    } catch (IllegalArgumentException _) {
      return Json.mapper().createObjectNode();
    }
  }
}
