package io.granary.local;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Objects;
import java.util.Properties;

/** What an installation must not tell; made once and kept in its home. */
final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Properties values;

  private Secrets(Properties values) {
    this.values = values;
  }

  static Secrets of(Path home) throws IOException {
    Path file = home.resolve("secrets.properties");
    var values = new Properties();
    if (Files.exists(file)) {
      try (var in = Files.newBufferedReader(file)) {
        values.load(in);
      }
      return new Secrets(values);
    }
    values.setProperty("runtime_password", random(18));
    values.setProperty("cursor_key", Base64.getEncoder().encodeToString(bytes(32)));
    values.setProperty("admin_password", random(12));
    try {
      values.setProperty(
          "signing_key", new ECKeyGenerator(Curve.P_256).keyID("local").generate().toJSONString());
    } catch (JOSEException e) {
      throw new IOException("Cannot make a signing key", e);
    }
    Path draft = home.resolve("secrets.draft");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (var out = Files.newBufferedWriter(draft)) {
      values.store(out, null);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    return new Secrets(values);
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

  /** A private JWK. */
  String signingKey() {
    return get("signing_key");
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
