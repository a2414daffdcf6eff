package io.granary.formats.annotations;

import java.util.ArrayList;
import java.util.List;

/** The verdicts on files: those that were refused first, then others, of each some. */
final class FileVerdicts {
  private static final int MOST = 100;

  private final List<FileVerdict> refused = new ArrayList<>();
  private final List<FileVerdict> read = new ArrayList<>();
  private long count;

  void add(FileVerdict verdict) {
    count++;
    List<FileVerdict> list = verdict.problem() == null ? read : refused;
    if (list.size() < MOST) {
      list.add(verdict);
    }
  }

  long count() {
    return count;
  }

  List<FileVerdict> some() {
    List<FileVerdict> some = new ArrayList<>(refused);
    some.addAll(read);
    return some;
  }
}
