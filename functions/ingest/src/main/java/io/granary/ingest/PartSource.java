package io.granary.ingest;

import io.granary.api.Deadline;
import io.granary.database.Ingest;
import io.granary.database.IngestItem;
import io.granary.database.IngestItemRepository;
import io.granary.database.IngestPartRepository.Reached;
import io.granary.domain.IssueCode;
import io.granary.formats.archives.ArchiveLimits;
import io.granary.formats.archives.Archives;
import io.granary.formats.archives.MemberPath;
import io.granary.formats.archives.MemberVisitor;
import io.granary.storage.ObjectChangedException;
import io.granary.storage.ObjectKeys;
import io.granary.storage.Objects;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the members of a part, from where an earlier run has come to. */
@Singleton
final class PartSource {
  private final IngestItemRepository items;
  private final Objects objects;
  private final ArchiveLimits limits;
  private final IngestConfig config;

  PartSource(
      IngestItemRepository items, Objects objects, ArchiveLimits limits, IngestConfig config) {
    this.items = items;
    this.objects = objects;
    this.limits = limits;
    this.config = config;
  }

  /**
   * How far a run has come.
   *
   * @param passed the number of members that were read by it and all before it
   * @param files the paths of the files that it has read, by the numbers of their items
   */
  record Read(int passed, Reached reached, Map<Integer, String> files) {}

  /**
   * Gives the members of a part to a keeper, until its end or near to the deadline.
   *
   * @param passed how many of them were read before
   */
  Read read(Ingest ingest, PartPlan plan, int passed, Keeper keeper, Deadline deadline)
      throws IOException {
    List<IngestItem> page =
        items.page(
            ingest.id(),
            plan.from() + (plan.archive() == null ? passed : 0),
            plan.archive() == null ? plan.to() - plan.from() - passed : 1);
    return plan.archive() == null
        ? readFiles(page, plan, passed, keeper, deadline)
        : readArchive(page.getFirst(), plan, passed, keeper, deadline);
  }

  private Read readFiles(
      List<IngestItem> files, PartPlan plan, int passed, Keeper keeper, Deadline deadline)
      throws IOException {
    Map<Integer, String> read = new LinkedHashMap<>();
    for (int done = 0; done < files.size(); done++) {
      if (done > 0 && deadline.isWithin(config.reserve())) {
        return new Read(passed + done, Reached.MEMBER, read);
      }
      IngestItem item = files.get(done);
      int number = plan.from() + passed + done;
      MemberPath path = MemberPath.of(item.path());
      if (!item.isArchive() && path.kind() == MemberPath.Kind.SAFE) {
        // Two keys may be one path: written in two forms of Unicode, say.
        String place =
            path.path().equals(item.path()) ? path.path() : ObjectKeys.apart(number, path.path());
        try (InputStream content = objects.open(item.key(), item.etag(), 0, item.size())) {
          keeper.keep(new Incoming(path.path(), place, item.size(), item.sha256()), content);
          read.put(number, path.path());
        } catch (ObjectChangedException e) {
          keeper.issues().add(IssueCode.SOURCE_CHANGED, path.path(), "", e.getMessage());
        }
      }
    }
    return new Read(passed + files.size(), Reached.END, read);
  }

  private Read readArchive(
      IngestItem item, PartPlan plan, int passed, Keeper keeper, Deadline deadline)
      throws IOException {
    var archive = java.util.Objects.requireNonNull(plan.archive());
    int reached =
        Archives.read(
            Sources.archiveKind(item),
            new StoredRange(objects, item),
            archive,
            plan.root(),
            limits,
            passed,
            new MemberVisitor() {
              @Override
              public boolean member(String path, long size, InputStream content)
                  throws IOException {
                String place = plan.from() == 0 ? path : ObjectKeys.apart(plan.from(), path);
                keeper.keep(new Incoming(path, place, size, null), content);
                return !deadline.isWithin(config.reserve());
              }

              @Override
              public boolean corrupt(String path, String reason) {
                keeper.issues().add(IssueCode.ENTRY_CORRUPT, path, "", reason);
                return !deadline.isWithin(config.reserve());
              }
            });
    return new Read(reached, reached < archive.members() ? Reached.MEMBER : Reached.END, Map.of());
  }
}
