package io.granary.storage;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an S3 client needs to reach one user's drop folder.
 *
 * @param secretAccessKey to be kept secret
 * @param sessionToken null for the fixed pair of the local stack
 * @param expiresAt when they end; null for the fixed pair of the local stack
 * @param region where the bucket is
 * @param bucket where to put objects
 * @param prefix what every key must begin with
 * @param endpointUrl where S3 is; null in AWS
 */
public record DropCredentials(
    String accessKeyId,
    String secretAccessKey,
    @Nullable String sessionToken,
    @Nullable Instant expiresAt,
    String region,
    String bucket,
    String prefix,
    @Nullable URI endpointUrl) {}
