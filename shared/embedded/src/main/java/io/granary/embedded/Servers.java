package io.granary.embedded;

import java.io.IOException;

/** Where an installation that is not in AWS keeps what it keeps. */
public interface Servers {
  /** JDBC URL of the superuser, database postgres. */
  String postgresUrl();

  String s3Url();

  String sqsUrl();

  String dynamodbUrl();

  String dynamodbTable();

  String region();

  String accessKeyId();

  String secretAccessKey();

  /** Makes a bucket unless it is there. */
  void createBucket(String bucket) throws IOException;

  /** Makes a queue and its dead-letter queue unless they are there. */
  void createQueue(String queue) throws IOException;

  /**
   * Sends the events of what is created under {@code drop/} in a bucket to a queue; with embedded
   * servers also those of objects that wait.
   */
  void route(String bucket, String queue) throws IOException;

  /** How long an event may take until it is in its queue, in whole seconds. */
  default int eventDelaySeconds() {
    return 0;
  }
}
