package io.granary.ingest.uploads;

import io.granary.api.Access;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Use;
import io.granary.api.Parameters;
import io.granary.api.ResourceRef;
import io.granary.database.Upload;
import io.granary.database.Upload.State;
import io.granary.database.UploadFile;
import io.granary.database.UploadFileRepository;
import io.granary.database.UploadRepository;
import io.granary.domain.Code;
import io.granary.ingest.uploads.Arrivals.Seen;
import io.granary.ingest.uploads.Links.Missing;
import io.granary.ingest.uploads.Links.Place;
import io.granary.storage.ObjectKeys;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of an upload has arrived, and fresh links to what is missing: a client that was interrupted
 * goes on from here, and needs to remember nothing.
 */
@Controller
@LambdaFunction(
    name = "get-upload",
    access = Access.UPLOAD_OWNER,
    reads = ObjectKeys.UPLOADS,
    writes = ObjectKeys.UPLOADS,
    uses = Use.UPLOAD_PARTS_READ,
    refuses = {Code.FORBIDDEN, Code.DATASET_BUSY, Code.UPLOAD_ENDED, Code.UPLOAD_EXPIRED})
final class GetUploadFunction {
  private static final int LOOKED_AT_ONCE = 500;

  /** More would keep the caller waiting. */
  private static final int MOST_LOOKED_AT = 2000;

  private final OpenUploads open;
  private final UploadRepository uploads;
  private final UploadFileRepository files;
  private final Arrivals arrivals;
  private final Links links;
  private final InstantSource clock;

  GetUploadFunction(
      OpenUploads open,
      UploadRepository uploads,
      UploadFileRepository files,
      Arrivals arrivals,
      Links links,
      InstantSource clock) {
    this.open = open;
    this.uploads = uploads;
    this.files = files;
    this.arrivals = arrivals;
    this.links = links;
    this.clock = clock;
  }

  /** Where to go on. */
  @Introspected
  record Query(@Nullable String cursor) {}

  @Get("/api/uploads/{uploadId}")
  UploadView get(ResourceRef ref, @Parameters Query query) {
    Upload upload = open.any(ref.id());
    Place from = links.place(upload, query.cursor());
    if (upload.state() == State.COMPLETED) {
      return UploadView.ended(upload);
    }
    open.require(upload);
    if (!uploads.linkUntil(upload.id(), clock.instant().plus(Links.LIFE))) {
      throw OpenUploads.ended(open.any(upload.id()).state());
    }
    List<Missing> missing = new ArrayList<>();
    @Nullable Place unseen = look(upload, from, missing);
    Links.Page page = links.page(upload, missing);
    Place next = page.next() == null ? unseen : page.next();
    return UploadView.open(
        upload, files.progress(upload.id()), page.files(), links.cursor(upload, next));
  }

  /**
   * Looks at what is not known to be there, until there is a page of what is missing.
   *
   * @return where nobody has looked yet; null when all was looked at
   */
  private @Nullable Place look(Upload upload, Place from, List<Missing> missing) {
    int next = from.file();
    for (int looked = 0; looked < MOST_LOOKED_AT && !Links.fill(missing); ) {
      List<UploadFile> some = files.missing(upload.id(), next, LOOKED_AT_ONCE);
      List<Seen> seen =
          Concurrently.map(some, Concurrently.USUAL, file -> arrivals.look(upload, file));
      files.arrived(seen.stream().filter(each -> !each.isMissing()).map(Seen::file).toList());
      seen.stream().filter(Seen::isMissing).map(each -> after(each, from)).forEach(missing::add);
      if (some.size() < LOOKED_AT_ONCE) {
        return null;
      }
      looked += some.size();
      next = some.getLast().number() + 1;
    }
    return new Place(next, 1);
  }

  /** What is missing of a file, or of the rest of the one that the page begins with. */
  private static Missing after(Seen seen, Place from) {
    boolean isFirst = seen.file().number() == from.file();
    return new Missing(
        seen.file(),
        seen.missing().stream().filter(part -> !isFirst || part >= from.part()).toList());
  }
}
