package io.granary.formats.archives;

import io.granary.domain.IssueCode;
import io.granary.domain.IssueLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a plan and all its parts give.
 *
 * @param planned the declared sizes by path, in the order of the plan
 * @param files the contents, or the reason why one cannot be read, by path
 * @param readBytes bytes that were given out
 */
record Reading(
    ArchivePlan plan,
    List<String> planned,
    Map<String, String> files,
    IssueLog issues,
    long readBytes) {
  static Reading of(ArchiveKind kind, byte[] archive) throws IOException {
    return of(kind, new Memory(archive), ArchiveLimits.standard());
  }

  static Reading of(ArchiveKind kind, RangeReader reader, ArchiveLimits limits) throws IOException {
    var issues = new IssueLog();
    List<String> planned = new ArrayList<>();
    ArchivePlan plan =
        Archives.plan(kind, reader, limits, issues, () -> false, (path, size) -> planned.add(path));
    var visitor = new Kept();
    for (ArchivePart part : plan.parts()) {
      int passed = Archives.read(kind, reader, part, plan.root(), limits, 0, visitor);
      if (passed != part.members()) {
        throw new AssertionError("Part %d ended after %d".formatted(part.number(), passed));
      }
    }
    return new Reading(plan, planned, visitor.files, issues, visitor.bytes);
  }

  long count(IssueCode code) {
    return issues.count(code);
  }

  /** The codes and counts of all issues, as {@code CODE n}. */
  List<String> said() {
    return issues.issues(0).stream().map(i -> i.code() + " " + i.count()).toList();
  }

  static String digest(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reads every member to its end and keeps its SHA-256. */
  private static final class Kept implements MemberVisitor {
    private final Map<String, String> files = new TreeMap<>();
    private long bytes;

    @Override
    public boolean member(String path, long size, InputStream content) throws IOException {
      if (files.containsKey(path)) {
        throw new AssertionError("Came twice: " + path);
      }
      try {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[8192];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
          sha256.update(buffer, 0, n);
          bytes += n;
        }
        files.put(path, HexFormat.of().formatHex(sha256.digest()));
      } catch (EntryCorruptException e) {
        files.put(path, "corrupt: " + e.getMessage());
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
      return true;
    }

    @Override
    public boolean corrupt(String path, String reason) {
      files.put(path, "corrupt: " + reason);
      return true;
    }
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
