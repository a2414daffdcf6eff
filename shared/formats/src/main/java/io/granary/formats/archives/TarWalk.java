package io.granary.formats.archives;

import io.granary.domain.IssueCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One reading of a TAR from its start to its end.
 *
 * <p>An archive that begins with no header is refused. Where a later header is damaged, or the
 * archive is cut off, the members before are kept and the place is reported.
 */
final class TarWalk {
  /** As much of a name that is not kept as a report shows. */
  private static final int MAX_TEXT = 300;

  private static final int BUFFER = 64 << 10;

  private final ArchiveLimits limits;
  private final BooleanSupplier isOutOfTime;
  private final Spool.Sink sink;
  private final SeenNames seen = new SeenNames();
  private int entries;
  private long total;

  TarWalk(ArchiveLimits limits, BooleanSupplier isOutOfTime, Spool.Sink sink) {
    this.limits = limits;
    this.isOutOfTime = isOutOfTime;
    this.sink = sink;
  }

  /** Reads all members; afterwards also what is behind them, for the checksum at its end. */
  void run(InputStream in, boolean isStream) throws IOException {
    var tar = new TarReader(in, 0);
    try {
      for (TarMember member = tar.next(); member != null; member = tar.next()) {
        step(member, tar);
        checkTime(tar.position());
      }
      if (isStream) {
        drain(in, tar.position());
      }
    } catch (CutOffException | EntryCorruptException e) {
      String reason = String.valueOf(e.getMessage());
      if (entries == 0) {
        throw Refusals.corrupt(reason);
      }
      report(IssueCode.ENTRY_CORRUPT, "", reason + "; what follows is not read", tar.position());
    }
  }

  private void step(TarMember member, TarReader tar) throws IOException {
    entries++;
    limits.checkEntries(entries);
    if (member.kind() == TarMember.Kind.FILE) {
      limits.checkEntry(member.name(), member.size());
      total += member.size();
      limits.checkTotal(total);
    }
    MemberPath path = MemberPath.of(member.name());
    try {
      tar.passOver();
    } catch (CutOffException e) {
      report(IssueCode.ENTRY_CORRUPT, path.path(), String.valueOf(e.getMessage()), tar.position());
      throw e;
    }
    if (member.kind() == TarMember.Kind.FOLDER || path.kind() == MemberPath.Kind.JUNK) {
      return;
    }
    IssueCode problem = problem(member, path);
    sink.take(
        new Spool.Entry(
            problem,
            problem == null ? path.path() : cut(path.path()),
            detail(problem, member, path),
            member.size(),
            member.offset(),
            tar.position()));
  }

  private @Nullable IssueCode problem(TarMember member, MemberPath path) {
    if (path.kind() == MemberPath.Kind.UNSAFE) {
      return IssueCode.ENTRY_UNSAFE_NAME;
    }
    if (member.obstacle() != null) {
      return IssueCode.ENTRY_UNSUPPORTED;
    }
    if (path.isArchive()) {
      return IssueCode.NESTED_ARCHIVE;
    }
    return seen.add(path.path()) ? null : IssueCode.ENTRY_DUPLICATE;
  }

  private static String detail(@Nullable IssueCode problem, TarMember member, MemberPath path) {
    return switch (problem) {
      case null -> "";
      case ENTRY_UNSAFE_NAME -> path.reason();
      case NESTED_ARCHIVE -> "Archives are not opened inside archives";
      case ENTRY_DUPLICATE -> "An entry of this name came before";
      default -> String.valueOf(member.obstacle());
    };
  }

  private void report(IssueCode problem, String path, String detail, long position)
      throws IOException {
    sink.take(new Spool.Entry(problem, cut(path), cut(detail), 0, position, position));
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT);
  }

  private void drain(InputStream in, long position) throws IOException {
    byte[] sunk = new byte[BUFFER];
    while (in.read(sunk, 0, BUFFER) >= 0) {
      checkTime(position);
    }
  }

  private void checkTime(long position) {
    if (isOutOfTime.getAsBoolean()) {
      throw Refusals.needsSeeking(
          "its %d entries in the first %d bytes took all the time that there is"
              .formatted(entries, position));
    }
  }
}
