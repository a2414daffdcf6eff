package io.granary.formats.coco;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.granary.formats.annotations.JsonText;
import io.granary.formats.geometry.Keypoint;
import io.granary.formats.geometry.Keypoints;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A flat list of x, y and visibility, three numbers a point. */
final class CocoKeypoints {
  private static final int MOST = 10_000;

  private List<Keypoint> points = List.of();
  private boolean isBroken;

  /** Whether there is a list that cannot be read. */
  boolean isBroken() {
    return isBroken;
  }

  /** The points, if any of them is labelled. */
  Optional<Keypoints> labelled() {
    if (isBroken || points.isEmpty()) {
      return Optional.empty();
    }
    var all = new Keypoints(points);
    return all.labelled() == 0 ? Optional.empty() : Optional.of(all);
  }

  void read(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_ARRAY) {
      isBroken = parser.currentToken() != JsonToken.VALUE_NULL;
      parser.skipChildren();
      return;
    }
    points = new ArrayList<>();
    double[] point = new double[3];
    int count = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      point[count % 3] = JsonText.number(parser);
      count++;
      if (count % 3 == 0 && points.size() < MOST) {
        add(point);
      }
    }
    isBroken |= count % 3 != 0 || count > 3 * MOST;
  }

  private void add(double[] point) {
    boolean isFinite = Double.isFinite(point[0]) && Double.isFinite(point[1]);
    boolean isKnown = point[2] == 0 || point[2] == 1 || point[2] == 2;
    isBroken |= !isFinite || !isKnown;
    points.add(new Keypoint(point[0], point[1], (int) point[2]));
  }
}
