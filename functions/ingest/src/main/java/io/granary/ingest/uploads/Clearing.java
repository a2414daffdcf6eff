package io.granary.ingest.uploads;

import static java.util.Objects.requireNonNull;

import io.granary.database.AuditRepository;
import io.granary.database.Upload;
import io.granary.database.UploadAbortRepository;
import io.granary.database.UploadFile;
import io.granary.database.UploadFileRepository;
import io.granary.database.UploadRepository;
import io.granary.storage.DirectUploads;
import io.granary.storage.ObjectKeys;
import io.granary.storage.Objects;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;

/**
 * Clears away uploads that come to nothing. The state says so first, so that whatever stops it
 * half-way, it goes on the next time.
 */
@Singleton
final class Clearing {
  private static final int PAGE = 1000;

  private final Jdbi jdbi;
  private final UploadRepository uploads;
  private final UploadAbortRepository aborts;
  private final UploadFileRepository files;
  private final AuditRepository audit;
  private final DirectUploads store;
  private final Objects objects;

  Clearing(
      Jdbi jdbi,
      UploadRepository uploads,
      UploadAbortRepository aborts,
      UploadFileRepository files,
      AuditRepository audit,
      DirectUploads store,
      Objects objects) {
    this.jdbi = jdbi;
    this.uploads = uploads;
    this.aborts = aborts;
    this.files = files;
    this.audit = audit;
    this.store = store;
    this.objects = objects;
  }

  /**
   * Clears away an upload, its objects, and the dataset that was made for it.
   *
   * @param requestId the request or event that asks for it
   * @return false when it is completed, and nothing was touched
   */
  boolean abort(Upload upload, String requestId) {
    if (!aborts.begin(upload.id())) {
      return upload.state() == Upload.State.ABORTED
          || uploads.find(upload.id()).map(Upload::state).orElseThrow() == Upload.State.ABORTED;
    }
    clear(upload);
    jdbi.useTransaction(
        handle -> {
          if (aborts.end(handle, upload.id())) {
            audit.add(
                handle,
                requireNonNull(upload.datasetId()),
                "deleted",
                upload.userId(),
                requestId,
                Map.of("upload_id", upload.id(), "name", String.valueOf(upload.datasetName())));
          }
        });
    return true;
  }

  /** Removes what has come; it may be done at any time and more than once. */
  void clear(Upload upload) {
    int from = 0;
    List<UploadFile> page;
    do {
      page = files.all(upload.id(), from, PAGE);
      if (!page.isEmpty()) {
        clear(upload, page);
        from = page.getLast().number() + 1;
      }
    } while (page.size() == PAGE);
  }

  /** Parts first: what is given up can be put together no more. */
  private void clear(Upload upload, List<UploadFile> page) {
    Concurrently.map(
        page.stream().filter(file -> file.begun() != null).toList(),
        Concurrently.USUAL,
        file -> {
          store.abort(Arrivals.key(upload, file), String.valueOf(file.begun()));
          return file;
        });
    List<String> keys =
        page.stream()
            .flatMap(
                file ->
                    IntStream.rangeClosed(0, file.attempt())
                        .mapToObj(
                            attempt ->
                                ObjectKeys.upload(
                                    upload.userId(), upload.id(), file.number(), attempt)))
            .toList();
    for (int from = 0; from < keys.size(); from += PAGE) {
      objects.delete(keys.subList(from, Math.min(from + PAGE, keys.size())));
    }
  }
}
