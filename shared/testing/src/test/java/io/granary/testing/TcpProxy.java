package io.granary.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands in front of a server, knows who is connected, and can cut everybody off. */
final class TcpProxy implements AutoCloseable {
  private final ServerSocket entry = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();

  private TcpProxy(int target) throws IOException {
    this.target = target;
    Thread.ofVirtual().start(this::accept);
  }

  /** In front of the host and port of an address. */
  static TcpProxy before(URI target) throws IOException {
    return new TcpProxy(target.getPort());
  }

  /** The same address, by way of the proxy. */
  String instead(String address) {
    return address.replaceFirst("(//[^:/]+:)\\d+", "$1" + entry.getLocalPort());
  }

  /** How many connections there have been. */
  int accepted() {
    return accepted.get();
  }

  /** How many clients are connected. */
  int open() {
    return open.size();
  }

  /** Cuts all connections that are open. */
  void drop() {
    open.forEach(TcpProxy::close);
  }

  private void accept() {
    try {
      while (true) {
        Socket client = entry.accept();
        accepted.incrementAndGet();
        open.add(client);
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        Thread.ofVirtual().start(() -> pump(client, server, client));
        Thread.ofVirtual().start(() -> pump(server, client, client));
      }
    } catch (IOException _) {
      drop();
    }
  }

  private void pump(Socket from, Socket to, Socket client) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException _) {
      // One end has gone; so does the other.
    } finally {
      close(from);
      close(to);
      open.remove(client);
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    entry.close();
  }
}
