package io.granary.storage;

import io.granary.domain.Ids;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;

/** Where things lie in the data bucket. */
public final class ObjectKeys {
  /** What people drop, and the results beside it. */
  public static final String DROP = "drop/";

  /** What people upload, until it is taken in. */
  public static final String UPLOADS = "uploads/";

  /** The bytes of samples, and the files that came with them. */
  public static final String RAW = "raw/";

  /** Made from samples, at any time again. */
  public static final String THUMBNAILS = "thumbnails/";

  /** Answers that are too large for the gateway, for an hour or so. */
  public static final String ANSWERS = "answers/";

  private static final String APART = "~~";
  private static final int MAX_COMPONENT = 100;
  private static final int MAX_PATH = 600;

  /** File stores name what they have not finished writing so, and clear it away after a crash. */
  private static final Pattern DRAFT =
      Pattern.compile(".*-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private ObjectKeys() {}

  /** A sample's bytes. */
  public static String sample(UUID user, UUID dataset, UUID upload, String path) {
    return RAW + "%s/%s/%s/%s".formatted(user, dataset, upload, safe(path));
  }

  /** What the keys of everything begin with that somebody has brought to a dataset. */
  public static String dataset(UUID user, UUID dataset) {
    return RAW + "%s/%s/".formatted(user, dataset);
  }

  /** What the keys of all thumbnails of a dataset begin with. */
  public static String thumbnails(UUID dataset) {
    return THUMBNAILS + dataset + "/";
  }

  /** A file that came with the samples, byte for byte. */
  public static String source(UUID user, UUID dataset, UUID upload, String path) {
    return RAW + "%s/%s/source/%s/%s".formatted(user, dataset, upload, safe(path));
  }

  /** A path that another file of the same source may have too, told apart by a number. */
  public static String apart(int number, String path) {
    return APART + number + "/" + path;
  }

  /** What the keys of a dry run begin with. */
  public static String dryRun(UUID user, UUID ingest) {
    return UPLOADS + "%s/%s/".formatted(user, ingest);
  }

  /** What a dry run must read again, until it ends. */
  public static String dryRun(UUID user, UUID ingest, String path) {
    return dryRun(user, ingest) + safe(path);
  }

  /** A sample's thumbnail; another one for other bytes. */
  public static String thumbnail(UUID dataset, UUID sample, String sha256) {
    return THUMBNAILS + "%s/%s-%s.jpg".formatted(dataset, sample, sha256.substring(0, 16));
  }

  /**
   * A file that is being uploaded, at a key that nobody can choose.
   *
   * @param number its place in the upload
   * @param attempt from 0; another one when something else came than was declared
   */
  public static String upload(UUID user, UUID upload, int number, int attempt) {
    return UPLOADS
        + "%s/%s/%d%s".formatted(user, upload, number, attempt == 0 ? "" : "-" + attempt);
  }

  /**
   * A path that every store takes: one that is not plain ASCII, or is too long in a part or in all,
   * is replaced by a name derived from it. Rows keep the exact path.
   */
  static String safe(String path) {
    boolean plain =
        path.length() <= MAX_PATH
            && !DRAFT.matcher(path).matches()
            && path.chars().allMatch(c -> c >= ' ' && c < 127 && "\\%?#*:|\"<>{}^`".indexOf(c) < 0);
    for (String component : path.split("/", -1)) {
      plain &= component.length() <= MAX_COMPONENT && !component.isEmpty();
    }
    if (plain) {
      return path;
    }
    UUID name = Ids.derived(new UUID(0, 0), path);
    int dot = path.lastIndexOf('.');
    String extension = dot < 0 ? "" : path.substring(dot);
    boolean keep =
        extension.getBytes(StandardCharsets.UTF_8).length <= 8
            && extension.chars().allMatch(c -> c == '.' || Character.isLetterOrDigit(c) && c < 127);
    return "~" + name + (keep ? extension : "");
  }
}
