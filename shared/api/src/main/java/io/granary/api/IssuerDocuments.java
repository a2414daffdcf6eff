package io.granary.api;

import com.nimbusds.jose.util.DefaultResourceRetriever;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.URL;

/**
 * Fetches what an issuer publishes: over TLS from a public address, without following redirects,
 * within 1.5 seconds and 150 kB (the limits of a gateway authorizer).
 */
final class IssuerDocuments extends DefaultResourceRetriever {
  private static final int TIMEOUT_MILLIS = 1500;
  private static final int MAX_BYTES = 150_000;

  private final boolean allowPrivateAddresses;

  IssuerDocuments(boolean allowPrivateAddresses) {
    super(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES);
    this.allowPrivateAddresses = allowPrivateAddresses;
  }

  @Override
  protected HttpURLConnection openHTTPConnection(URL url) throws IOException {
    if (!allowPrivateAddresses) {
      check(url);
    }
    HttpURLConnection connection = super.openHTTPConnection(url);
    connection.setInstanceFollowRedirects(false);
    return connection;
  }

  private static void check(URL url) throws IOException {
    if (!url.getProtocol().equals("https")) {
      throw new IOException("Cannot trust an issuer without TLS: " + url.getHost());
    }
    for (InetAddress address : InetAddress.getAllByName(url.getHost())) {
      if (!isPublic(address)) {
        throw new IOException("Cannot fetch from a private address: " + url.getHost());
      }
    }
  }

  /** Whether an address is one of the open internet. */
  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
    boolean sharedCarrier =
        bytes.length == 4 && (bytes[0] & 0xFF) == 100 && (bytes[1] & 0xC0) == 64;
    return !address.isAnyLocalAddress()
        && !address.isLoopbackAddress()
        && !address.isLinkLocalAddress()
        && !address.isSiteLocalAddress()
        && !address.isMulticastAddress()
        && !uniqueLocal
        && !sharedCarrier;
  }
}
