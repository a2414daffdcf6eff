package io.granary.simulator;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.granary.api.LambdaFunction;
import io.granary.api.QueueFunction;
import io.granary.simulator.MessageStore.Message;
import io.granary.simulator.MessageStore.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What Lambda does between a queue and its function, as the deployment sets it up. */
final class Feed implements World.Source {
  /** As the deployment has it: a message is unseen for so many of its function's timeouts. */
  private static final int VISIBILITY_FACTOR = 6;

  private static final int STALE_MILLIS = 60;

  private final World world;
  private final QueueFunction function;
  private final LambdaFunction declared;
  private final Weather weather;
  private int begun;

  Feed(World world, QueueFunction function) {
    this.world = world;
    this.function = function;
    this.declared = requireNonNull(function.getClass().getAnnotation(LambdaFunction.class));
    this.weather = world.weather();
  }

  @Override
  public Stream<Runnable> startable() {
    int most = Math.max(declared.concurrency(), weather.concurrency());
    boolean isFull = world.crowd().count(declared.name() + "#") >= most;
    List<Message> visible = isFull ? List.of() : world.messages().visible(declared.queue());
    return visible.isEmpty() ? Stream.of() : Stream.of(() -> start(visible));
  }

  @Override
  public Stream<Instant> times() {
    return world.messages().next(declared.queue()).stream()
        .filter(time -> time.isAfter(world.clock().instant()));
  }

  private void start(List<Message> visible) {
    List<Received> batch = new ArrayList<>();
    for (Message message : world.choices().some(declared.batch(), visible)) {
      world
          .messages()
          .receive(declared.queue(), message, unseen(message), QueueFunction.MAX_RECEIVES)
          .ifPresentOrElse(
              batch::add, () -> world.trace().add(message.id(), "goes to the dead letters"));
    }
    if (batch.isEmpty()) {
      return;
    }
    String name = "%s#%d".formatted(declared.name(), ++begun);
    Instant deadline = world.clock().instant().plus(Duration.ofSeconds(declared.timeoutSeconds()));
    boolean mayBreak =
        batch.stream().allMatch(each -> each.receives() <= weather.lastFaultyReceive());
    for (Received each : batch) {
      world.trace().add(name, "receives %s, time %d".formatted(each.id(), each.receives()));
    }
    var invocation = new Invocation(name, deadline, mayBreak, () -> handle(batch, deadline));
    batch.forEach(each -> each.message().worker(invocation));
    world.crowd().begin(invocation);
  }

  private Duration unseen(Message message) {
    return message.receives() < weather.lastFaultyReceive()
            && Weather.strikes(world.choices(), weather.stale())
        ? Duration.ofMillis(world.choices().below(STALE_MILLIS))
        : Duration.ofSeconds((long) declared.timeoutSeconds() * VISIBILITY_FACTOR);
  }

  private void handle(List<Received> batch, Instant deadline) {
    var event = new SQSEvent();
    event.setRecords(batch.stream().map(Feed::record).toList());
    SQSBatchResponse response = function.handleRequest(event, world.clock().until(deadline));
    Set<String> failed =
        response.getBatchItemFailures().stream()
            .map(BatchItemFailure::getItemIdentifier)
            .collect(Collectors.toSet());
    for (Received each : batch) {
      if (!failed.contains(each.id())) {
        done(each);
      }
    }
  }

  private void done(Received each) {
    if (each.receives() <= weather.lastFaultyReceive()
        && Weather.strikes(world.choices(), weather.lostDelete())) {
      world.trace().add(each.id(), "is done and stays");
    } else {
      world.messages().delete(declared.queue(), each);
    }
  }

  private static SQSMessage record(Received message) {
    var record = new SQSMessage();
    record.setMessageId(message.id());
    record.setBody(message.body());
    record.setReceiptHandle(message.receipt());
    record.setAttributes(Map.of("ApproximateReceiveCount", Integer.toString(message.receives())));
    return record;
  }
}
