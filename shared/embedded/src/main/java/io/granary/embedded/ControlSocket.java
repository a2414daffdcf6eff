package io.granary.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;

/**
 * Where clients hold on to the servers, and ask for what S3 and SQS have no call for. A line is a
 * command; its answer is {@code ok} or what went wrong.
 */
final class ControlSocket implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlSocket.class);
  private static final int TICK_MILLIS = 500;

  private final ObjectServer objects;
  private final QueueServer queues;
  private final ServerSocket socket;
  private final AtomicInteger clients = new AtomicInteger();

  ControlSocket(ObjectServer objects, QueueServer queues) throws IOException {
    this.objects = objects;
    this.queues = queues;
    this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Serves until nobody has held on for this long. */
  void serve(Duration linger) throws IOException {
    socket.setSoTimeout(TICK_MILLIS);
    long lastSeen = System.nanoTime();
    while (clients.get() > 0 || System.nanoTime() - lastSeen < linger.toNanos()) {
      if (clients.get() > 0) {
        lastSeen = System.nanoTime();
      }
      next()
          .ifPresent(
              client -> {
                clients.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(client));
              });
    }
  }

  private Optional<Socket> next() throws IOException {
    try {
      return Optional.of(socket.accept());
    } catch (SocketTimeoutException _) {
      return Optional.empty();
    }
  }

  private void serve(Socket client) {
    try (client;
        var in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        OutputStream out = client.getOutputStream()) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        out.write((answer(line) + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    } catch (IOException e) {
      LOG.info("A client has gone", e);
    } finally {
      clients.decrementAndGet();
    }
  }

  private String answer(String line) {
    String[] words = line.split(" ");
    try {
      switch (words[0]) {
        case "bucket" ->
            objects.store().createContainer(CreateBucketRequest.builder().bucket(words[1]).build());
        case "queue" -> queues.create(words[1]);
        case "route" -> objects.store().route(words[1], words[2]);
        default -> {
          return "Unknown command " + words[0];
        }
      }
      return "ok";
    } catch (RuntimeException e) {
      if (String.valueOf(e).contains("BucketAlready")) {
        return "ok";
      }
      LOG.warn("Cannot do '{}'", line, e);
      return String.valueOf(e).replaceAll("\\s+", " ");
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
