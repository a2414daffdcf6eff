package io.granary.ingest.uploads;

import io.granary.database.Upload;
import io.granary.database.UploadFile;
import io.granary.database.UploadFileRepository;
import io.granary.domain.Code;
import io.granary.domain.GranaryException;
import io.granary.domain.GranaryException.Violation;
import io.granary.ingest.uploads.Arrivals.Seen;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Makes sure that every file of an upload is one object of the declared size and SHA-256. What was
 * found is kept, so that a request which runs out of time has not worked in vain.
 */
@Singleton
final class Settlement {
  private static final int PAGE = 1000;
  private static final int MOST_NAMED = 100;

  private final UploadFileRepository files;
  private final Arrivals arrivals;
  private final Proofs proofs;

  Settlement(UploadFileRepository files, Arrivals arrivals, Proofs proofs) {
    this.files = files;
    this.arrivals = arrivals;
    this.proofs = proofs;
  }

  /**
   * Settles all files, or says what keeps them from it.
   *
   * @param hasTime whether there is time to go on
   * @throws GranaryException CHECKSUM_MISMATCH with files that have to be sent again;
   *     UPLOAD_INCOMPLETE with what is missing, or to be asked again when there was no time for all
   */
  void settle(Upload upload, BooleanSupplier hasTime) {
    List<Violation> missing = new ArrayList<>();
    int from = 0;
    boolean isDone = false;
    while (!isDone && missing.size() < MOST_NAMED) {
      List<UploadFile> page = files.unsettled(upload.id(), Proofs.MOST_BYTES, from, PAGE);
      if (!page.isEmpty() && !hasTime.getAsBoolean()) {
        throw notYet(page.getFirst());
      }
      settle(upload, page, missing, hasTime);
      isDone = page.size() < PAGE;
      from = isDone ? from : page.getLast().number() + 1;
    }
    if (!missing.isEmpty()) {
      throw new GranaryException(
          Code.UPLOAD_INCOMPLETE,
          "Cannot complete the upload: %s of its files have not arrived."
              .formatted(missing.size() < MOST_NAMED ? missing.size() : MOST_NAMED + " or more"),
          missing.stream().limit(MOST_NAMED).toList());
    }
  }

  private void settle(
      Upload upload, List<UploadFile> page, List<Violation> missing, BooleanSupplier hasTime) {
    List<Seen> seen =
        Concurrently.map(
            page,
            Concurrently.USUAL,
            file -> file.etag() == null ? arrivals.join(upload, file) : new Seen(file, List.of()));
    files.arrived(seen.stream().filter(each -> !each.isMissing()).map(Seen::file).toList());
    seen.stream().filter(Seen::isMissing).map(Settlement::missing).forEach(missing::add);
    var outcome =
        proofs.prove(
            upload, seen.stream().map(Seen::file).filter(Proofs::isOwed).toList(), hasTime);
    files.arrived(outcome.right());
    refuseWrong(outcome.wrong());
    if (!outcome.left().isEmpty()) {
      throw notYet(outcome.left().getFirst());
    }
  }

  /** What is wrong is forgotten, so that new links to it are given; whoever sends it may err. */
  private void refuseWrong(List<UploadFile> wrong) {
    if (wrong.isEmpty()) {
      return;
    }
    wrong.forEach(files::again);
    throw new GranaryException(
        Code.CHECKSUM_MISMATCH,
        "Cannot complete the upload: %d file(s) do not have the declared SHA-256; send them again."
            .formatted(wrong.size()),
        wrong.stream()
            .limit(MOST_NAMED)
            .map(file -> new Violation(pointer(file), "has another SHA-256: " + file.path()))
            .toList());
  }

  private static GranaryException notYet(UploadFile next) {
    return new GranaryException(
        Code.UPLOAD_INCOMPLETE,
        "Cannot complete the upload yet: it is checked up to '%s'. Send the request again."
            .formatted(next.path()),
        Duration.ofSeconds(1));
  }

  private static Violation missing(Seen seen) {
    UploadFile file = seen.file();
    String parts =
        seen.missing().stream().limit(20).map(String::valueOf).collect(Collectors.joining(", "));
    return new Violation(
        pointer(file),
        file.isInParts()
            ? "lacks the part(s) %s of %d: %s".formatted(parts, file.parts(), file.path())
            : "has not arrived: " + file.path());
  }

  private static String pointer(UploadFile file) {
    return "/files/" + file.number();
  }
}
