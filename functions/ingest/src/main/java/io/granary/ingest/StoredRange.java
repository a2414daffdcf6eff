package io.granary.ingest;

import io.granary.database.IngestItem;
import io.granary.formats.archives.RangeReader;
import io.granary.storage.Objects;
import java.io.IOException;
import java.io.InputStream;

/** Reads ranges of a stored object, always of the version that the ingest began with. */
record StoredRange(Objects objects, IngestItem item) implements RangeReader {
  @Override
  public long size() {
    return item.size();
  }

  @Override
  public InputStream open(long offset, long length) throws IOException {
    return objects.open(item.key(), item.etag(), offset, length);
  }
}
