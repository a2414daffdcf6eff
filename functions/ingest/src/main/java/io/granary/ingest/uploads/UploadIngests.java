package io.granary.ingest.uploads;

import io.granary.database.IngestItem;
import io.granary.database.QuotaRepository;
import io.granary.database.Upload;
import io.granary.database.UploadFile;
import io.granary.database.UploadFileRepository;
import io.granary.domain.GranaryException;
import io.granary.formats.archives.ArchiveKind;
import io.granary.ingest.Intake;
import io.granary.ingest.Intake.Begun;
import io.granary.ingest.Intake.Existing;
import io.granary.ingest.Intake.NewDataset;
import io.granary.ingest.Intake.Reservation;
import io.granary.ingest.Intake.Target;
import io.granary.ingest.Intake.Wish;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;

/** What uploads want of ingests: a dataset to begin with, and their files taken in at the end. */
@Singleton
final class UploadIngests {
  private static final String SOURCE = "upload";
  private static final int PAGE = 1000;

  private final Intake intake;
  private final UploadFileRepository files;
  private final QuotaRepository quotas;

  UploadIngests(Intake intake, UploadFileRepository files, QuotaRepository quotas) {
    this.intake = intake;
    this.files = files;
    this.quotas = quotas;
  }

  /**
   * Makes the dataset that an upload is to fill.
   *
   * @throws GranaryException DATASET_NAME_TAKEN, QUOTA_EXCEEDED, UNKNOWN_USER
   */
  UUID reserve(Handle handle, UUID user, NewDataset dataset, String requestId) {
    return intake.reserve(handle, new Reservation(user, dataset, SOURCE, requestId));
  }

  /**
   * Begins to take in all files of an upload, each as the version that has arrived.
   *
   * @throws GranaryException as {@link Intake#begin}
   */
  Begun begin(Handle handle, Upload upload, String requestId) {
    UUID dataset = upload.datasetId();
    if (upload.isReserved() && dataset != null) {
      // What was counted for the files is theirs: they are not counted twice.
      quotas.count(handle, dataset, 0);
    }
    Begun begun = intake.begin(handle, wish(upload, requestId), () -> items(upload).iterator());
    if (upload.isReserved() && dataset != null) {
      quotas.count(handle, dataset, upload.byteCount());
    }
    return begun;
  }

  private Stream<IngestItem> items(Upload upload) {
    return Stream.iterate(0, from -> from + PAGE)
        .map(from -> files.all(upload.id(), from, PAGE))
        .takeWhile(page -> !page.isEmpty())
        .flatMap(List::stream)
        .map(file -> item(upload, file));
  }

  private Wish wish(Upload upload, String requestId) {
    String name = upload.datasetName();
    IngestItem first = item(upload, files.all(upload.id(), 0, 1).getFirst());
    return new Wish(
        upload.userId(),
        target(upload),
        SOURCE,
        upload.fileCount() == 1 || name == null ? first.path() : name,
        first.isArchive()
            ? first.kind().name().toLowerCase(Locale.ROOT).replace('_', '.')
            : "files",
        upload.modality(),
        upload.annotationFormat(),
        upload.isDryRun(),
        requestId);
  }

  private static Target target(Upload upload) {
    UUID dataset = upload.datasetId();
    return dataset == null
        ? new NewDataset(
            Optional.ofNullable(upload.datasetName())
                .orElseThrow(() -> GranaryException.notFound("dataset")),
            upload.datasetDescription(),
            upload.modelId())
        : new Existing(dataset);
  }

  private static IngestItem item(Upload upload, UploadFile file) {
    return new IngestItem(
        Arrivals.key(upload, file),
        file.path(),
        file.size(),
        String.valueOf(file.etag()),
        ArchiveKind.ofName(file.path())
            .map(kind -> IngestItem.Kind.valueOf(kind.name()))
            .orElse(IngestItem.Kind.FILE),
        // What the request had no time for is checked by who reads it.
        file.isProven() ? null : file.sha256());
  }
}
