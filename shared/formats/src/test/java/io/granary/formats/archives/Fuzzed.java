package io.granary.formats.archives;

import io.granary.domain.GranaryException;
import io.granary.domain.IssueLog;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Plans and reads bytes of any kind, and holds what holds for all of them: a refusal is a {@link
 * GranaryException} or an {@link IOException}; what is planned is read, in the same order however
 * often the reading stops; no path leads out; and no more bytes come out than the limits allow.
 */
final class Fuzzed {
  private static final int MOST = 4 << 20;
  private static final ArchiveLimits LIMITS =
      new ArchiveLimits(2000, MOST, 2 << 20, 1 << 20, 200, 1 << 20);

  private Fuzzed() {}

  static void read(ArchiveKind kind, byte[] archive) {
    try {
      List<String> planned = new ArrayList<>();
      var reader = new Memory(archive);
      ArchivePlan plan =
          Archives.plan(
              kind, reader, LIMITS, new IssueLog(), () -> false, (path, _) -> planned.add(path));
      planned.forEach(path -> check(isInside(path), "A path leads out: " + path));
      var whole = new Taken(Integer.MAX_VALUE);
      var pieces = new Taken(3);
      for (ArchivePart part : plan.parts()) {
        int passed = Archives.read(kind, reader, part, plan.root(), LIMITS, 0, whole);
        check(passed == part.members(), "A part is not through");
        for (int done = 0; done < part.members(); ) {
          int now = Archives.read(kind, reader, part, plan.root(), LIMITS, done, pieces);
          check(now > done, "No member was passed");
          done = now;
        }
      }
      check(whole.bytes <= MOST, "Too much came out: " + whole.bytes);
      check(whole.paths.equals(pieces.paths), "A stop changed what is read");
      check(
          whole.paths.stream().sorted().toList().equals(planned.stream().sorted().toList()),
          "What was planned was not read");
    } catch (GranaryException | IOException e) {
      check(e.getMessage() != null && !e.getMessage().isEmpty(), "A refusal says nothing");
    }
  }

  private static boolean isInside(String path) {
    return !path.isEmpty()
        && !path.startsWith("/")
        && !path.contains("\\")
        && !("/" + path + "/").contains("/../")
        && path.chars().noneMatch(Character::isISOControl);
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new AssertionError(otherwise);
    }
  }

  /** Reads members to their ends and stops after so many each time. */
  private static final class Taken implements MemberVisitor {
    private final List<String> paths = new ArrayList<>();
    private final byte[] buffer = new byte[4096];
    private final int most;
    private long bytes;

    Taken(int most) {
      this.most = most;
    }

    @Override
    public boolean member(String path, long size, InputStream content) throws IOException {
      paths.add(path);
      try {
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
          bytes += n;
        }
      } catch (EntryCorruptException e) {
        check(e.getMessage() != null, "A damage says nothing");
      }
      return paths.size() % most != 0;
    }

    @Override
    public boolean corrupt(String path, String reason) {
      paths.add(path);
      return paths.size() % most != 0;
    }
  }
}
