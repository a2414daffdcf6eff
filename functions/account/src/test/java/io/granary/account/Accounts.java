package io.granary.account;

import io.granary.testing.ApiClient.Answer;
import io.granary.testing.TestStack;
import java.util.Map;

/** Accounts with passwords, made and used over the API. */
final class Accounts {
  private static final String PASSWORD = "0123456789";

  private Accounts() {}

  /** Makes an account and logs in. */
  static Answer login(TestStack stack, String username) {
    stack
        .anonymous()
        .post(
            "/api/auth/register",
            Map.of(
                "username", username,
                "email", username + "@example.com",
                "password", PASSWORD));
    return stack
        .anonymous()
        .post("/api/auth/login", Map.of("username", username, "password", PASSWORD));
  }

  static Answer refresh(TestStack stack, String token) {
    return stack.anonymous().post("/api/auth/refresh", Map.of("refresh_token", token));
  }
}
