package io.granary.formats.yolo;

import java.util.Optional;

/**
 * Decides which variant rows are read as: what was asked for, else what the data.yaml says, else
 * what the rows look like.
 *
 * @param keypoints that the rows look like, where nothing says it
 */
record YoloVariants(
    Optional<YoloVariant> asked, YoloVariant guessed, Optional<KeypointShape> keypoints) {
  YoloVariant of(Optional<YoloConfig> yaml) {
    return asked.or(() -> declared(yaml)).orElse(guessed);
  }

  boolean isGuessed(Optional<YoloConfig> yaml) {
    return asked.isEmpty() && declared(yaml).isEmpty();
  }

  Optional<KeypointShape> keypoints(Optional<YoloConfig> yaml) {
    return yaml.flatMap(YoloConfig::keypoints).or(() -> keypoints);
  }

  private static Optional<YoloVariant> declared(Optional<YoloConfig> yaml) {
    return yaml.flatMap(
        config -> config.variant().or(() -> config.keypoints().map(_ -> YoloVariant.POSE)));
  }
}
