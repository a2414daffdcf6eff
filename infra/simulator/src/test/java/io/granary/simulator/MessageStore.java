package io.granary.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Queues, each with its dead letters. */
final class MessageStore {
  private final VirtualClock clock;
  private final TreeMap<String, List<Message>> queues = new TreeMap<>();
  private final TreeMap<String, List<Message>> dead = new TreeMap<>();
  private int sent;
  private int received;

  MessageStore(VirtualClock clock) {
    this.clock = clock;
  }

  /** A message, which is unseen until a time. */
  static final class Message {
    private final String id;
    private final String body;
    private Instant visibleAt;
    private int receives;
    private String receipt = "";
    private @Nullable Invocation worker;

    private Message(String id, String body, Instant visibleAt) {
      this.id = id;
      this.body = body;
      this.visibleAt = visibleAt;
    }

    String id() {
      return id;
    }

    String body() {
      return body;
    }

    /** Who works on it, or has last. */
    void worker(Invocation invocation) {
      worker = invocation;
    }

    /** Whether its last worker was left without time, and could not even say so. */
    boolean endedUnheard() {
      return worker != null && worker.isDead() && !worker.mayBreak();
    }

    /** How often it was received. */
    int receives() {
      return receives;
    }
  }

  /** A message as it was received, this time. */
  record Received(Message message, String id, String body, String receipt, int receives) {}

  void send(String queue, String body, Duration delay) {
    var message = new Message("message-" + ++sent, body, clock.instant().plus(delay));
    queue(queue).add(message);
  }

  List<Message> visible(String queue) {
    return queue(queue).stream().filter(m -> !m.visibleAt.isAfter(clock.instant())).toList();
  }

  /** When the next message of a queue is to be seen. */
  Optional<Instant> next(String queue) {
    return queue(queue).stream().map(m -> m.visibleAt).min(Instant::compareTo);
  }

  /**
   * Receives a message; one that was received as often as it may be goes to the dead letters.
   *
   * @param unseen for how long nobody else receives it
   */
  Optional<Received> receive(String queue, Message message, Duration unseen, int mostReceives) {
    if (message.receives >= mostReceives) {
      queue(queue).remove(message);
      dead(queue).add(message);
      return Optional.empty();
    }
    message.receives++;
    message.receipt = "receipt-" + ++received;
    message.visibleAt = clock.instant().plus(unseen);
    return Optional.of(
        new Received(message, message.id, message.body, message.receipt, message.receives));
  }

  /** Removes a message; a receipt that is not its newest removes nothing. */
  void delete(String queue, Received done) {
    if (done.message().receipt.equals(done.receipt())) {
      queue(queue).remove(done.message());
    }
  }

  /** Sets when a message comes again; false when the receipt is not the newest of any. */
  boolean change(String queue, String receipt, Duration unseen) {
    for (Message message : queue(queue)) {
      if (message.receipt.equals(receipt)) {
        message.visibleAt = clock.instant().plus(unseen);
        return true;
      }
    }
    return false;
  }

  List<Message> queue(String name) {
    return queues.computeIfAbsent(name, _ -> new ArrayList<>());
  }

  List<Message> dead(String name) {
    return dead.computeIfAbsent(name, _ -> new ArrayList<>());
  }

  List<String> names() {
    return List.copyOf(queues.keySet());
  }

  /** Moves the dead letters of a queue back. */
  void redrive(String queue) {
    List<Message> back = List.copyOf(dead(queue));
    dead(queue).clear();
    back.forEach(message -> send(queue, message.body, Duration.ZERO));
  }
}
