/**
 * Real servers for the laptop and the tests: PostgreSQL, S3, SQS and DynamoDB in one process of
 * their own, and the client that starts or joins it.
 */
@NullMarked
package io.granary.embedded;

import org.jspecify.annotations.NullMarked;
