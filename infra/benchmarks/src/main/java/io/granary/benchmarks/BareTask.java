package io.granary.benchmarks;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import io.granary.runtime.Deployable.Task;
import io.granary.testing.GatewayEvents;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Pattern;

/** Makes the deployable of the bare handler: what a real one has, without the framework and us. */
final class BareTask {
  private static final Pattern NOT_NEEDED =
      Pattern.compile(
          "(granary|micronaut|jdbi3|jackson|nimbus|HikariCP|password4j|reactor|jakarta|geantyref)-.*");

  private BareTask() {}

  /** Takes from an unpacked deployable what the bare handler does not need, and puts that in. */
  static Task of(Task task) throws IOException {
    for (Path jar : task.jars()) {
      if (NOT_NEEDED.matcher(jar.getFileName().toString()).matches()) {
        Files.delete(jar);
      }
    }
    String name = BareFunction.class.getName().replace('.', '/') + ".class";
    try (var jar = new JarOutputStream(Files.newOutputStream(task.root().resolve("lib/bare.jar")));
        var in = requireNonNull(BareFunction.class.getClassLoader().getResourceAsStream(name))) {
      jar.putNextEntry(new JarEntry(name));
      in.transferTo(jar);
    }
    return task;
  }

  /** A request of a signed-in caller, as Lambda sends it. */
  static String request(String path, String token) {
    var out = new ByteArrayOutputStream();
    LambdaEventSerializers.serializerFor(
            APIGatewayV2HTTPEvent.class, BareTask.class.getClassLoader())
        .toJson(
            GatewayEvents.of("GET", path, Map.of("authorization", "Bearer " + token), null), out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
