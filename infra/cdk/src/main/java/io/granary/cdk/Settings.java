package io.granary.cdk;

import io.granary.api.Access;
import io.granary.api.Deployed;
import io.granary.api.LambdaFunction.Use;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awscdk.Aws;

/**
 * The settings of a function, as the environment variables that Micronaut reads; infra/README.md
 * has what each of them means.
 */
record Settings(
    Installation installation, Names names, DatabaseStack.Place database, String issuer) {
  /** A sleeping database takes some 15 seconds to wake, and the gateway gives up after 30. */
  private static final int CONNECT_SECONDS = 20;

  /** The proxy gives a connection to one client for good that sets or prepares anything on it. */
  private static final String UNPINNED =
      "assumeMinServerVersion=17&preferQueryMode=extendedForPrepared&prepareThreshold=0";

  /** How long a query may take for which nobody holds a connection; others have the usual time. */
  private static final String JOB_PATIENCE = "5m";

  private static final String CERTIFICATES = "/opt/database-certificates.pem";

  /** Lambda stops at the first compiler, which starts faster; what works for minutes wants both. */
  private static final String BOTH_COMPILERS = "-XX:TieredStopAtLevel=4";

  Map<String, String> of(Deployed function) {
    Map<String, String> values = new TreeMap<>();
    values.put("GRANARY_FUNCTION", function.name());
    if (loadsRows(function)) {
      values.put("JAVA_TOOL_OPTIONS", BOTH_COMPILERS);
    }
    values.put("GRANARY_STORAGE_REGION", Aws.REGION);
    values.put("GRANARY_STORAGE_BUCKET", names.dataBucket());
    values.put("GRANARY_STORAGE_TABLE", names.table());
    values.put("GRANARY_STORAGE_QUEUE_PREFIX", names.queuePrefix());
    values.put("GRANARY_DATABASE_URL", url(function));
    values.put("GRANARY_DATABASE_USER", Names.RUNTIME_USER);
    values.put("GRANARY_DATABASE_AUTHENTICATION", "iam");
    values.put("GRANARY_DATABASE_POOL_SIZE", loadsRows(function) ? "4" : "2");
    values.put("GRANARY_AUTH_ISSUER", issuer);
    values.put("GRANARY_AUTH_VERIFYING_KEYS", names.secretReference(Secrets.VERIFYING_KEYS));
    values.put("GRANARY_AUTH_CURSOR_KEY", names.secretReference(Secrets.CURSOR_KEY));
    values.put("GRANARY_AUTH_ACCESS_TOKEN_LIFE", "1h");
    values.put("GRANARY_AUTH_REGISTRATION", installation.registration());
    installation.outsideIssuer().ifPresent(text -> values.put("GRANARY_AUTH_OIDC_ISSUER", text));
    installation
        .outsideAudience()
        .ifPresent(text -> values.put("GRANARY_AUTH_OIDC_AUDIENCE", text));
    for (Use use : function.rights().uses()) {
      addUse(use, function, values);
    }
    return values;
  }

  private void addUse(Use use, Deployed function, Map<String, String> values) {
    switch (use) {
      case DROP_ROLE -> values.put("GRANARY_DROP_ROLE_ARN", names.dropRoleArn());
      case EVENTS -> values.put("GRANARY_EVENTS_BUS", names.bus());
      case WAREHOUSE -> {
        installation
            .bigqueryProject()
            .ifPresent(text -> values.put("GRANARY_BIGQUERY_PROJECT", text));
        installation
            .bigqueryCredentials()
            .ifPresent(text -> values.put("GRANARY_BIGQUERY_CREDENTIALS", text));
        if (installation.hasBigQuery() && function.queue().isPresent()) {
          values.put("GRANARY_BIGQUERY_PATIENCE", JOB_PATIENCE);
        }
      }
      case BACKUPS_READ, BACKUPS_WRITE, BACKUPS_DELETE ->
          values.put("GRANARY_STORAGE_BACKUP_BUCKET", names.backupBucket());
      case DATABASE_OWNER -> values.put("GRANARY_SETUP_OWNER_SECRET", database.ownerSecret());
      case DEPLOYMENT -> {
        values.put("GRANARY_SETUP_ADMIN_USERNAME", installation.adminUsername());
        values.put("GRANARY_SETUP_ADMIN_EMAIL", installation.adminEmail());
        values.put("GRANARY_SETUP_ADMIN_SECRET", names.secretReference(Secrets.FIRST_ADMIN));
      }
      case SIGNS_TOKENS, SIGNING_KEYS_WRITE ->
          values.put("GRANARY_AUTH_SIGNING_KEYS", names.secretReference(Secrets.SIGNING_KEYS));
      case VERIFYING_KEYS, CURSORS, UPLOAD_PARTS_READ, UPLOAD_PARTS_ABORT -> {}
    }
  }

  /**
   * COPY pins a connection of the proxy for as long as it runs, so functions that load rows go past
   * it. The proxy's certificate is one that every JDK knows; the cluster's is not.
   */
  private String url(Deployed function) {
    boolean proxied =
        installation.database() == Installation.Database.PROXIED && !loadsRows(function);
    if (proxied) {
      return jdbc(
          database.functions(),
          Proxy.PORT,
          "verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory&" + UNPINNED);
    }
    return jdbc(
        database.workers(),
        DatabaseStack.PORT,
        installation.certificates().isPresent()
            ? "verify-full&sslrootcert=" + CERTIFICATES
            : "require");
  }

  private static String jdbc(String host, int port, String sslMode) {
    return "jdbc:postgresql://%s:%d/%s?connectTimeout=%d&sslmode=%s"
        .formatted(host, port, Names.DATABASE, CONNECT_SECONDS, sslMode);
  }

  static boolean loadsRows(Deployed function) {
    return function.declared().access() == Access.EVENT;
  }
}
