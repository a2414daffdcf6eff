/**
 * The test kit: embedded servers, a database, bucket and queues of one's own, generated image sets,
 * and the events that API Gateway, S3 and SQS would send.
 */
@NullMarked
package io.granary.testing;

import org.jspecify.annotations.NullMarked;
