package io.granary.cdk;

import java.util.Map;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.secretsmanager.Secret;
import software.amazon.awscdk.services.secretsmanager.SecretStringGenerator;
import software.constructs.Construct;

/** What an installation must not tell. No value of any of them stands in a template. */
final class Secrets extends Construct {
  /** The set of keys that sign tokens; filled and turned over by functions. */
  static final String SIGNING_KEYS = "signing-keys";

  /** Their public halves, which whoever verifies tokens reads in their place. */
  static final String VERIFYING_KEYS = "verifying-keys";

  /** What cursors are signed with. */
  static final String CURSOR_KEY = "cursor-key";

  /** The password of the first admin. */
  static final String FIRST_ADMIN = "first-admin";

  private static final Map<String, String> REASONS =
      Map.of(
          SIGNING_KEYS,
          "The function rotate-signing-keys turns the keys over every 30 days.",
          VERIFYING_KEYS,
          "The function rotate-signing-keys turns them over with the keys that they are of.",
          CURSOR_KEY,
          "A cursor lives for a page; a new key makes clients start their list again. The runbook says how.",
          FIRST_ADMIN,
          "It is read once and then changed by change-password, which knows nothing of the secret.");

  Secrets(Construct scope, Names names) {
    super(scope, "Secrets");
    for (String name : new String[] {SIGNING_KEYS, VERIFYING_KEYS, CURSOR_KEY, FIRST_ADMIN}) {
      Secret secret =
          Secret.Builder.create(this, name)
              .secretName(names.secret(name))
              // Four letters of Base64 stand for three bytes: 44 of them are 33 random bytes.
              .generateSecretString(
                  SecretStringGenerator.builder()
                      .excludePunctuation(true)
                      .passwordLength(44)
                      .build())
              .removalPolicy(
                  name.equals(CURSOR_KEY)
                      ? RemovalPolicy.DESTROY
                      : RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
              .build();
      Explained.because(secret, "AwsSolutions-SMG4", REASONS.get(name));
    }
  }
}
