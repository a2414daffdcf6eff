package io.granary.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/**
 * What an installation must not tell; made once and kept in its home. The key that signs tokens is
 * replaced when it is 90 days old; the one before still verifies, since its tokens live on.
 */
final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration KEY_LIFE = Duration.ofDays(90);
  private static final String FILE = "secrets.properties";

  private final Properties values;

  private Secrets(Properties values) {
    this.values = values;
  }

  static Secrets of(Path home, Instant now) throws IOException {
    Path file = home.resolve(FILE);
    var values = new Properties();
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file)) {
        values.load(in);
      }
    } else {
      values.setProperty("runtime_password", random(18));
      values.setProperty("cursor_key", Base64.getEncoder().encodeToString(bytes(32)));
      values.setProperty("admin_password", random(12));
    }
    String before = values.getProperty("signing_keys", "{\"keys\": []}");
    String after = rotated(before, now);
    if (!after.equals(before)) {
      values.setProperty("signing_keys", after);
      save(values, home);
    }
    return new Secrets(values);
  }

  /** The same keys, or a new one before the last one. */
  private static String rotated(String set, Instant now) throws IOException {
    try {
      List<JWK> keys = new ArrayList<>(JWKSet.parse(set).getKeys());
      if (!keys.isEmpty()
          && keys.getFirst().getIssueTime().toInstant().plus(KEY_LIFE).isAfter(now)) {
        return set;
      }
      JWK next =
          new ECKeyGenerator(Curve.P_256)
              .keyIDFromThumbprint(true)
              .issueTime(Date.from(now))
              .generate();
      keys.addFirst(next);
      return new JWKSet(keys.subList(0, Math.min(2, keys.size()))).toString(false);
    } catch (ParseException | JOSEException e) {
      throw new IOException("Cannot make a signing key", e);
    }
  }

  private static void save(Properties values, Path home) throws IOException {
    Path draft = home.resolve("secrets.draft");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (var out = Files.newBufferedWriter(draft)) {
      values.store(out, null);
    }
    Files.move(
        draft,
        home.resolve(FILE),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  String runtimePassword() {
    return get("runtime_password");
  }

  /** Base64. */
  String cursorKey() {
    return get("cursor_key");
  }

  String adminPassword() {
    return get("admin_password");
  }

  /** Private JWKs as a set; the first signs. */
  String signingKeys() {
    return get("signing_keys");
  }

  private String get(String name) {
    return Objects.requireNonNull(values.getProperty(name), name);
  }

  private static String random(int bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bytes));
  }

  private static byte[] bytes(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}
