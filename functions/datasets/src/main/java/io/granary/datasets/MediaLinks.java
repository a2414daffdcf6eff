package io.granary.datasets;

import io.granary.database.Sample;
import io.granary.media.CorruptImageException;
import io.granary.media.Thumbnails;
import io.granary.storage.ObjectKeys;
import io.granary.storage.Objects;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Links that read a sample's bytes or thumbnail for a while, without a token. */
@Singleton
final class MediaLinks {
  private static final Duration LIFE = Duration.ofMinutes(15);

  private final Objects objects;

  MediaLinks(Objects objects) {
    this.objects = objects;
  }

  URI content(Sample sample) {
    return objects.link(sample.objectKey(), sample.mediaType(), LIFE);
  }

  /** The thumbnail, made when nobody has asked for it before; empty when there can be none. */
  Optional<URI> thumbnail(Sample sample) {
    if (!sample.modality().equals("image")) {
      return Optional.empty();
    }
    String key = ObjectKeys.thumbnail(sample.datasetId(), sample.id(), sample.sha256());
    if (objects.stat(key).isEmpty()) {
      try (InputStream picture = objects.open(sample.objectKey())) {
        int orientation = sample.orientation() == null ? 1 : sample.orientation();
        objects.create(key, Thumbnails.jpeg(picture, orientation), "image/jpeg");
      } catch (CorruptImageException _) {
        return Optional.empty();
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot read the sample " + sample.id(), e);
      }
    }
    return Optional.of(objects.link(key, "image/jpeg", LIFE));
  }
}
