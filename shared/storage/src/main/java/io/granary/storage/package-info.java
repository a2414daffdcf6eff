/** Objects, queues and short-lived values, in this project's words over S3, SQS and DynamoDB. */
@NullMarked
package io.granary.storage;

import org.jspecify.annotations.NullMarked;
