package io.granary.formats.annotations;

import java.io.IOException;
import java.io.InputStream;

/** Bytes that can be opened more than once, each time from their start. */
public interface Content {
  InputStream open() throws IOException;
}
