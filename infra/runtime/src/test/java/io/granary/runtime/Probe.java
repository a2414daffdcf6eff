package io.granary.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.api.client.EventHandlerLoader;
import com.amazonaws.services.lambda.runtime.api.client.HandlerInfo;
import com.amazonaws.services.lambda.runtime.api.client.LambdaRequestHandler;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.InvocationRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Is put into an unpacked deployable, and there starts one of its functions after the other, as the
 * runtime would start each in a JVM of its own. The lines of an event are the name of a function,
 * its handler, and the event for it.
 */
public final class Probe implements RequestStreamHandler {
  private final Map<String, LambdaRequestHandler> started = new HashMap<>();

  @Override
  public void handleRequest(InputStream in, OutputStream out, @Nullable Context context)
      throws IOException {
    String[] lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", 3);
    try {
      LambdaRequestHandler function = started.get(lines[0]);
      if (function == null) {
        System.setProperty("granary.function", lines[0]);
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        function = EventHandlerLoader.loadEventHandler(HandlerInfo.fromString(lines[1], loader));
        started.put(lines[0], function);
      }
      var request = new InvocationRequest();
      request.setId(lines[0]);
      request.setContent(lines[2].getBytes(StandardCharsets.UTF_8));
      ByteArrayOutputStream answer = function.call(request);
      answer.writeTo(out);
    } catch (Exception e) {
      throw new IOException("Cannot call " + lines[0], e);
    }
  }
}
