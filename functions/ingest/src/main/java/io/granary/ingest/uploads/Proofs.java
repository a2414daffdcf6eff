package io.granary.ingest.uploads;

import io.granary.database.Upload;
import io.granary.database.UploadFile;
import io.granary.domain.Sha256;
import io.granary.storage.Objects;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Hashes what came in parts, whose SHA-256 the store has not checked. What came in one piece was
 * refused by the store when it was not the declared one.
 */
@Singleton
final class Proofs {
  /** What is larger cannot be read within one request. */
  static final long MOST_BYTES = 512L << 20;

  private static final long SMALL = 16L << 20;
  private static final int SMALL_AT_ONCE = 8;

  private final Objects objects;

  Proofs(Objects objects) {
    this.objects = objects;
  }

  /**
   * What came of some files.
   *
   * @param right files as proven
   * @param wrong files that are not what was declared
   * @param left files that there was no time for
   */
  record Outcome(List<UploadFile> right, List<UploadFile> wrong, List<UploadFile> left) {}

  static boolean isOwed(UploadFile file) {
    return file.sha256() != null
        && file.etag() != null
        && !file.isProven()
        && file.size() <= MOST_BYTES;
  }

  /** Hashes files, the small ones side by side, as long as there is time to begin with one. */
  Outcome prove(Upload upload, List<UploadFile> files, BooleanSupplier hasTime) {
    List<UploadFile> small = files.stream().filter(file -> file.size() <= SMALL).toList();
    List<UploadFile> large = files.stream().filter(file -> file.size() > SMALL).toList();
    var outcome = new Outcome(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    prove(upload, small, SMALL_AT_ONCE, hasTime, outcome);
    prove(upload, large, 1, hasTime, outcome);
    return outcome;
  }

  private enum Verdict {
    RIGHT,
    WRONG,
    LEFT
  }

  private void prove(
      Upload upload, List<UploadFile> files, int most, BooleanSupplier hasTime, Outcome outcome) {
    List<Verdict> verdicts =
        Concurrently.map(
            files, most, file -> hasTime.getAsBoolean() ? verdict(upload, file) : Verdict.LEFT);
    for (int i = 0; i < files.size(); i++) {
      UploadFile file = files.get(i);
      switch (verdicts.get(i)) {
        case RIGHT -> outcome.right().add(file.arrived(String.valueOf(file.etag()), true));
        case WRONG -> outcome.wrong().add(file);
        case LEFT -> outcome.left().add(file);
      }
    }
  }

  private Verdict verdict(Upload upload, UploadFile file) {
    return sha256(upload, file).equals(file.sha256()) ? Verdict.RIGHT : Verdict.WRONG;
  }

  private String sha256(Upload upload, UploadFile file) {
    String key = Arrivals.key(upload, file);
    try (InputStream in =
            file.size() == 0
                ? InputStream.nullInputStream()
                : objects.open(key, String.valueOf(file.etag()), 0, file.size());
        var hashing = new DigestInputStream(in, Sha256.digest())) {
      hashing.transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(hashing.getMessageDigest().digest());
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot hash " + key, e);
    }
  }
}
