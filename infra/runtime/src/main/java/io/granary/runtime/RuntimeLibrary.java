package io.granary.runtime;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The native part of the runtime. Left to itself each process unpacks it to one fixed place, where
 * Lambda has one process; of two on one machine the second overwrites what the first has loaded,
 * and the first dies of it.
 */
final class RuntimeLibrary {
  private static final String PROPERTY =
      "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

  private RuntimeLibrary() {}

  private static final class Unpacked {
    static final Path FILE = unpack();
  }

  /** The option by which a JVM takes the copy that this process has, which nobody overwrites. */
  static String option() {
    return "-D%s=%s".formatted(PROPERTY, Unpacked.FILE);
  }

  private static Path unpack() {
    String processor = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    String name = "/jni/libaws-lambda-jni.linux-%s.so".formatted(processor);
    try (InputStream in = AWSLambda.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("Cannot find the runtime's native part " + name);
      }
      Path file = Files.createTempFile("granary-runtime-", ".so");
      file.toFile().deleteOnExit();
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
