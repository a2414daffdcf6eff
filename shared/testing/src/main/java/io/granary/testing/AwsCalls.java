package io.granary.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.slf4j.MDC;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;

/**
 * Notes what functions ask of AWS while they are tested, so that their roles can be compared with
 * it: the SDK finds this class by its own list of interceptors. A line is function, service,
 * operation and what it was done to: the first part of an object's key, the beginning of a record's
 * key, the name of a queue or of a bus. Calls that a test makes by itself are not noted.
 */
public final class AwsCalls implements ExecutionInterceptor {
  private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();
  private static final Optional<Path> FILE =
      Optional.ofNullable(System.getProperty("granary.aws-calls"))
          .map(folder -> Path.of(folder, ProcessHandle.current().pid() + ".tsv"));

  /** What the SDK makes. */
  public AwsCalls() {}

  @Override
  public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
    String function = MDC.get("function");
    if (function == null || FILE.isEmpty()) {
      return;
    }
    String service = attributes.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
    String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
    targets(context.request())
        .map(target -> String.join("\t", function, service, operation, target))
        .filter(SEEN::add)
        .forEach(line -> append(FILE.get(), line));
  }

  private static Stream<String> targets(SdkRequest request) {
    Stream<String> one =
        Stream.of(
                text(request, "Key").map(AwsCalls::prefix),
                text(request, "SourceKey").map(key -> "from " + prefix(key)),
                text(request, "QueueName"),
                text(request, "QueueUrl").map(url -> url.substring(url.lastIndexOf('/') + 1)),
                record(request, "Key"),
                record(request, "Item"),
                bus(request))
            .flatMap(Optional::stream);
    return Stream.concat(one, deleted(request));
  }

  private static Optional<String> text(SdkRequest request, String field) {
    return request
        .getValueForField(field, Object.class)
        .filter(String.class::isInstance)
        .map(String.class::cast);
  }

  private static Optional<String> record(SdkRequest request, String field) {
    return request
        .getValueForField(field, Object.class)
        .filter(Map.class::isInstance)
        .map(item -> ((Map<?, ?>) item).get("pk"))
        .map(key -> ((AttributeValue) key).s())
        .map(key -> key.substring(0, key.indexOf('#') + 1));
  }

  private static Stream<String> deleted(SdkRequest request) {
    return request instanceof DeleteObjectsRequest delete
        ? delete.delete().objects().stream().map(each -> prefix(each.key())).distinct()
        : Stream.empty();
  }

  private static Optional<String> bus(SdkRequest request) {
    return request instanceof PutEventsRequest put
        ? put.entries().stream().map(PutEventsRequestEntry::eventBusName).findFirst()
        : Optional.empty();
  }

  private static String prefix(String key) {
    return key.substring(0, key.indexOf('/') + 1);
  }

  private static synchronized void append(Path file, String line) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
