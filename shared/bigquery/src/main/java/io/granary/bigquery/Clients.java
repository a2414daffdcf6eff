package io.granary.bigquery;

import com.google.api.client.http.HttpRequest;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.bigquery.Bigquery;
import com.google.auth.Credentials;
import com.google.auth.http.HttpCredentialsAdapter;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import org.crac.Context;
import org.crac.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Makes the client of the API when it is first needed. A process that is copied loses it, and with
 * it the access token; as long as it may be copied, no connection outlives its request, since a
 * copy would take it up again.
 */
@Singleton
final class Clients implements Resource {
  private final BigQueryConfig config;
  private final Opening opening;
  private volatile boolean mayBeCopied;
  private volatile @Nullable Bigquery client;

  /**
   * @param start how Lambda starts the process ({@code AWS_LAMBDA_INITIALIZATION_TYPE})
   */
  @Inject
  Clients(BigQueryConfig config, @Value("${aws.lambda.initialization.type:}") String start) {
    this(config, start, url -> (HttpURLConnection) url.openConnection());
  }

  Clients(BigQueryConfig config, String start, Opening opening) {
    this.config = config;
    this.mayBeCopied = start.equals("snap-start");
    this.opening = opening;
  }

  /** How a connection is made. */
  interface Opening {
    HttpURLConnection open(URL url) throws IOException;
  }

  /** The client, which any number of threads may use. */
  Bigquery get() throws IOException {
    Bigquery made = client;
    if (made == null) {
      made = make();
      client = made;
    }
    return made;
  }

  private Bigquery make() throws IOException {
    HttpTransport transport =
        new NetHttpTransport.Builder().setConnectionFactory(this::connection).build();
    Credentials credentials = new Login(config, () -> transport).credentials();
    var adapter = new HttpCredentialsAdapter(credentials);
    var builder =
        new Bigquery.Builder(
                transport, GsonFactory.getDefaultInstance(), request -> prepare(request, adapter))
            .setApplicationName("granary");
    if (config.url() != null) {
      builder.setRootUrl(config.url().toString().replaceFirst("/*$", "/"));
    }
    return builder.build();
  }

  private HttpURLConnection connection(URL url) throws IOException {
    HttpURLConnection connection = opening.open(url);
    connection.setInstanceFollowRedirects(false);
    if (mayBeCopied) {
      connection.setRequestProperty("Connection", "close");
    }
    return connection;
  }

  /** Once more only when the token is refused, with a new one. */
  private void prepare(HttpRequest request, HttpCredentialsAdapter adapter) throws IOException {
    try {
      adapter.initialize(request);
    } catch (IOException | RuntimeException e) {
      throw LoginException.of(e);
    }
    int timeout = Math.toIntExact(config.requestTimeout().toMillis());
    request.setNumberOfRetries(1);
    request.setFollowRedirects(false);
    request.setConnectTimeout(timeout);
    request.setReadTimeout(timeout);
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    mayBeCopied = true;
    client = null;
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    mayBeCopied = false;
    client = null;
  }
}
