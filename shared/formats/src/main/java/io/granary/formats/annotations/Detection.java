package io.granary.formats.annotations;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The format that a set was found to be of, and why it is no other.
 *
 * @param chosen empty when the set has no annotations in any known format
 * @param rejected every other format with the reason, the likeliest first
 * @param asSure those among them that fit nearly as well, so that the set may be of both
 */
public record Detection(Optional<Match> chosen, List<Match> rejected, List<Match> asSure) {
  /** How much less sure a format may be to have been as good a choice. */
  private static final double CLOSE = 0.15;

  /** Below this no format is a choice. */
  private static final double LIKELY = 0.7;

  /**
   * Asks every format about a set; of those equally sure, the one that is listed first.
   *
   * @param hint the format that somebody asks for; others are not considered then
   */
  public static Detection of(
      List<AnnotationFormat> formats, SetFiles files, SampleIndex samples, @Nullable String hint)
      throws IOException {
    List<Scout> scouts = new ArrayList<>();
    for (AnnotationFormat format : formats) {
      boolean isAskedFor = hint != null && format.hints().contains(hint);
      scouts.add(format.scout(isAskedFor ? hint : null));
    }
    files.list(file -> scouts.forEach(scout -> scout.see(file)));
    List<Match> matches = new ArrayList<>();
    for (int i = 0; i < scouts.size(); i++) {
      AnnotationFormat format = formats.get(i);
      matches.add(
          hint == null || format.hints().contains(hint)
              ? scouts.get(i).conclude(files, samples)
              : Match.none(format.name(), "%s was asked for".formatted(hint)));
    }
    // Sorting keeps the order of equals.
    matches.sort(Comparator.comparingDouble(Match::confidence).reversed());
    Match best = matches.getFirst();
    if (best.reader() == null) {
      return new Detection(Optional.empty(), matches, List.of());
    }
    List<Match> rejected = new ArrayList<>();
    for (Match other : matches.subList(1, matches.size())) {
      rejected.add(
          other.reader() == null
              ? other
              : Match.none(
                  other.format(), "%s fits better (%s)".formatted(best.format(), best.reason())));
    }
    if (formats.stream().anyMatch(f -> f.isDeclared() && f.name().equals(best.format()))) {
      return new Detection(Optional.of(best), rejected, List.of());
    }
    List<Match> asSure =
        matches.stream()
            .skip(1)
            .filter(m -> m.confidence() >= LIKELY && m.confidence() > best.confidence() - CLOSE)
            .toList();
    return new Detection(Optional.of(best), rejected, asSure);
  }
}
