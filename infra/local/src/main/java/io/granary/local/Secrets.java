package io.granary.local;

import io.granary.api.SigningKeySet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Objects;
import java.util.Properties;

/**
 * What an installation must not tell; made once and kept in its home. The keys that sign tokens are
 * replaced by the start of a stack that finds them old.
 */
final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();

  /** How long an access token is valid here. */
  static final Duration TOKEN_LIFE = Duration.ofHours(1);

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
    String before = values.getProperty("signing_keys", SigningKeySet.EMPTY);
    String after = SigningKeySet.rotated(before, now, TOKEN_LIFE);
    if (!after.equals(before)) {
      values.setProperty("signing_keys", after);
      save(values, home);
    }
    return new Secrets(values);
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

  /** A {@link SigningKeySet}. */
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
