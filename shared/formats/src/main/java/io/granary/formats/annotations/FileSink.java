package io.granary.formats.annotations;

import java.io.IOException;
import java.io.OutputStream;

/** Takes files, one after the other. */
public interface FileSink {
  /** Begins a file that is whole once the stream is closed; one is open at a time. */
  OutputStream create(String path) throws IOException;
}
