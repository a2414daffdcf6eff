package io.granary.passwords;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.granary.database.UserRepository;
import jakarta.inject.Singleton;

/** Hashes passwords with Argon2id (19 MiB, 2 passes: OWASP's least) and checks them. */
@Singleton
public final class Passwords {
  private static final Argon2Function ARGON2 =
      Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

  /** A hash of a password that nobody has, so that an unknown user costs as much as a known one. */
  private static final String NOBODY =
      Password.hash("nobody").addRandomSalt(16).with(ARGON2).getResult();

  public String hash(String password) {
    return Password.hash(password).addRandomSalt(16).with(ARGON2).getResult();
  }

  public boolean matches(String password, String hash) {
    if (hash.equals(UserRepository.NO_PASSWORD)) {
      return matchesNobody(password);
    }
    return Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
  }

  /** Takes as long as {@link #matches} and is never true. */
  public boolean matchesNobody(String password) {
    matches(password, NOBODY);
    return false;
  }
}
