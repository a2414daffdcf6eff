package io.granary.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.granary.storage.LoginTokens;
import io.granary.storage.StorageConfig;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

final class LoginTokensTest {
  private static final String HOST = "db.cluster-abc.eu-central-1.rds.amazonaws.com";
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final String SCOPE = "20260203/eu-central-1/rds-db/aws4_request";

  /** In the order of their names, as the signature wants them. */
  private static final String QUERY =
      "Action=connect&DBUser=granary_app&X-Amz-Algorithm=AWS4-HMAC-SHA256"
          + "&X-Amz-Credential=ASIAEXAMPLE%2F20260203%2Feu-central-1%2Frds-db%2Faws4_request"
          + "&X-Amz-Date=20260203T040506Z&X-Amz-Expires=900"
          + "&X-Amz-Security-Token=session%2Ftoken%3D%3D&X-Amz-SignedHeaders=host";

  @Test
  void aTokenIsASignedRequestToConnectWithoutItsScheme() throws GeneralSecurityException {
    var config =
        new StorageConfig(
            "eu-central-1", "data", null, "table", "", null, null, null, null, null, null, null);
    var credentials =
        StaticCredentialsProvider.create(
            AwsSessionCredentials.create("ASIAEXAMPLE", SECRET, "session/token=="));
    var clock = InstantSource.fixed(Instant.parse("2026-02-03T04:05:06Z"));

    String token = new LoginTokens(config, credentials, clock).token(HOST, 5432, "granary_app");

    assertThat(token).startsWith(HOST + ":5432/?");
    String[] parts = token.substring(token.indexOf('?') + 1).split("&X-Amz-Signature=");
    assertThat(parts[0].split("&")).containsExactlyInAnyOrder(QUERY.split("&"));
    assertThat(parts[1]).isEqualTo(signature());
  }

  /** Worked out as "Create a signed AWS API request" in the IAM user guide says. */
  private static String signature() throws GeneralSecurityException {
    String request =
        String.join("\n", "GET", "/", QUERY, "host:" + HOST + ":5432", "", "host", sha256(""));
    String text = String.join("\n", "AWS4-HMAC-SHA256", "20260203T040506Z", SCOPE, sha256(request));
    byte[] key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
    for (String part : SCOPE.split("/")) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, text));
  }

  private static String sha256(String text) throws GeneralSecurityException {
    return HexFormat.of()
        .formatHex(
            MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}
