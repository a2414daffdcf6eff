package io.granary.warehouse.joins;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts what was compared in order, the surest first, and leaves out what names speak against. */
final class Ranking {
  private record Entry(Candidate candidate, Figures figures, Scored scored) {
    boolean isNamed() {
      return !figures.isEmpty() && scored.name().score() >= NameEvidence.AGREES;
    }
  }

  private Ranking() {}

  static List<DetectedJoin> of(Map<Candidate, Figures> compared) {
    List<Entry> entries = new ArrayList<>();
    Map<Measured, Double> named = new HashMap<>();
    compared.forEach(
        (candidate, figures) -> {
          Entry entry = new Entry(candidate, figures, Scored.of(candidate.pair(), figures));
          if (entry.scored().score() >= Candidate.LEAST) {
            entries.add(entry);
            if (entry.isNamed()) {
              named.merge(candidate.left(), entry.scored().score(), Math::max);
            }
          }
        });
    return entries.stream()
        .filter(entry -> entry.isNamed() || !isSettled(entry, named))
        .map(Ranking::join)
        .sorted(
            Comparator.comparingDouble(DetectedJoin::confidence)
                .reversed()
                .thenComparing(DetectedJoin::leftTable)
                .thenComparing(DetectedJoin::leftColumn)
                .thenComparing(DetectedJoin::rightTable)
                .thenComparing(DetectedJoin::rightColumn))
        .toList();
  }

  /**
   * Whether the left column refers to another by name and rows, so that values alone are chance.
   */
  private static boolean isSettled(Entry entry, Map<Measured, Double> named) {
    return !entry.figures().isEmpty() && named.getOrDefault(entry.candidate().left(), 0.0) >= 0.4;
  }

  private static DetectedJoin join(Entry entry) {
    KeyPair pair = entry.candidate().pair();
    double score = entry.scored().score();
    return new DetectedJoin(
        pair.left().table().name(),
        pair.left().columnNames(),
        pair.right().table().name(),
        pair.right().columnNames(),
        entry.figures().joinType(),
        score,
        Scored.level(score),
        entry.scored().reasons(),
        entry.figures().evidence());
  }
}
