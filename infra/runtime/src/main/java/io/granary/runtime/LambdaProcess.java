package io.granary.runtime;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One function in a JVM of its own, started as Lambda starts it. */
public final class LambdaProcess implements AutoCloseable {
  /** Of a function's memory, what its heap may have. */
  private static final double HEAP_SHARE = 0.85;

  private static final int PATIENCE_SECONDS = 60;
  private static final int LOG_END_CHARACTERS = 4000;

  private final RuntimeApi api;
  private final Process process;
  private final Path output;
  private final long startedNanos;

  private LambdaProcess(RuntimeApi api, Process process, Path output, long startedNanos) {
    this.api = api;
    this.process = process;
    this.output = output;
    this.startedNanos = startedNanos;
  }

  /**
   * A function as its deployment describes it.
   *
   * @param handler the class that Lambda calls
   * @param settings what the functions are configured with, such as {@code granary.storage.bucket}
   */
  public record Function(String name, String handler, int memoryMb, Map<String, Object> settings) {
    public Function {
      settings = Map.copyOf(settings);
    }
  }

  /** How the JVM comes to the classes of a deployable. */
  public enum Loading {
    /** By a loader of the runtime's own, as in the managed runtime. */
    MANAGED,
    /** By the class path, as in a container image; an AOT cache needs this. */
    CLASS_PATH
  }

  /**
   * How the JVM is started.
   *
   * @param options besides those that Lambda gives
   * @param initialization what Lambda calls the way of its start
   */
  public record Jvm(Loading loading, List<String> options, String initialization) {
    public static final Jvm AS_MANAGED = new Jvm(Loading.MANAGED, List.of());

    /** Stops when it could be copied, until {@link RuntimeApi#restore}. */
    public static final Jvm SNAP_STARTED =
        new Jvm(
            Loading.MANAGED,
            List.of("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac"),
            "snap-start");

    public Jvm {
      options = List.copyOf(options);
    }

    public Jvm(Loading loading, List<String> options) {
      this(loading, options, "on-demand");
    }
  }

  /** Starts a function; nothing of this process' environment reaches it. */
  public static LambdaProcess start(Function function, Deployable.Task task, Jvm jvm)
      throws IOException {
    RuntimeApi api = RuntimeApi.start();
    Path output = Files.createTempFile("granary-" + function.name() + "-", ".log");
    var builder =
        new ProcessBuilder(command(function, task, jvm))
            .directory(task.root().toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment(function, task, api));
    builder.environment().put("AWS_LAMBDA_INITIALIZATION_TYPE", jvm.initialization());
    long now = System.nanoTime();
    Process process = builder.start();
    // Unwatched by anyone else: whoever waits for an answer waits for the process too.
    var unused =
        process
            .onExit()
            .thenAccept(
                ended -> api.abandon("Ended: %d%n%s".formatted(ended.exitValue(), end(output))));
    return new LambdaProcess(api, process, output, now);
  }

  /** The last of what a process has written, which may say why it ended. */
  private static String end(Path output) {
    try {
      String all = Files.readString(output);
      return all.substring(Math.max(0, all.length() - LOG_END_CHARACTERS));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static List<String> command(Function function, Deployable.Task task, Jvm jvm)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx%dm".formatted((int) (function.memoryMb() * HEAP_SHARE)));
    // What the managed runtime gives by itself.
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Djava.net.preferIPv4Stack=true");
    // The runtime's own native code; without this the JDK warns of it in the log.
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add(RuntimeLibrary.option());
    command.addAll(jvm.options());
    command.add("-cp");
    command.add(classPath(task, jvm.loading()));
    command.add(AWSLambda.class.getName());
    command.add(function.handler());
    return command;
  }

  private static String classPath(Deployable.Task task, Loading loading) throws IOException {
    List<String> entries = new ArrayList<>(runtimeJars());
    if (loading == Loading.CLASS_PATH) {
      task.jars().forEach(jar -> entries.add(jar.toString()));
    }
    return String.join(File.pathSeparator, entries);
  }

  /** The jars of the runtime itself, which a deployable does not have. */
  private static Set<String> runtimeJars() throws IOException {
    Set<String> jars = new LinkedHashSet<>();
    for (String type :
        List.of(
            AWSLambda.class.getName(),
            "com.amazonaws.services.lambda.runtime.RequestHandler",
            "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
            "software.amazon.awssdk.utilslite.SdkInternalThreadLocal")) {
      try {
        jars.add(
            Path.of(
                    Class.forName(type, false, LambdaProcess.class.getClassLoader())
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString());
      } catch (ClassNotFoundException | URISyntaxException e) {
        throw new IOException("Cannot find the runtime's class " + type, e);
      }
    }
    return jars;
  }

  private static Map<String, String> environment(
      Function function, Deployable.Task task, RuntimeApi api) {
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_LAMBDA_RUNTIME_API", api.address());
    environment.put("_HANDLER", function.handler());
    environment.put("AWS_LAMBDA_FUNCTION_NAME", function.name());
    environment.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
    environment.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(function.memoryMb()));
    environment.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + function.name());
    environment.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
    environment.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
    environment.put("AWS_REGION", "us-east-1");
    environment.put("AWS_DEFAULT_REGION", "us-east-1");
    environment.put("AWS_ACCESS_KEY_ID", "local");
    environment.put("AWS_SECRET_ACCESS_KEY", "local");
    environment.put("AWS_SESSION_TOKEN", "local");
    environment.put("LAMBDA_TASK_ROOT", task.root().toString());
    environment.put("LAMBDA_RUNTIME_DIR", "/var/runtime");
    environment.put("LANG", "en_US.UTF-8");
    environment.put("TZ", ":UTC");
    environment.put("PATH", "/usr/local/bin:/usr/bin:/bin");
    environment.put("GRANARY_FUNCTION", function.name());
    function.settings().forEach((name, value) -> environment.put(variable(name), value.toString()));
    return environment;
  }

  /** The variable that a setting is read from: letters in upper case, the rest underscores. */
  static String variable(String setting) {
    return setting.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  /** Gives the function an event. */
  public CompletableFuture<RuntimeApi.Outcome> invoke(String event) {
    return api.invoke(event);
  }

  public RuntimeApi api() {
    return api;
  }

  /** When the JVM was started, as {@link System#nanoTime} counts. */
  public long startedNanos() {
    return startedNanos;
  }

  /** What the function has written so far: its log. */
  public String output() throws IOException {
    return Files.readString(output);
  }

  /**
   * Ends the process as Lambda does, and waits for it.
   *
   * @throws IOException when it does not end
   */
  public void stop() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("Cannot end the function: its process stays");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Cannot wait for the function", e);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      stop();
    } finally {
      api.close();
      Files.deleteIfExists(output);
    }
  }
}
