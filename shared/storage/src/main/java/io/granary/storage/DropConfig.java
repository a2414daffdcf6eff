package io.granary.storage;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * How people get credentials for their drop folder.
 *
 * @param roleArn the role that a session takes on; absent on the local stack, where everybody has
 *     the one pair of keys
 * @param stsEndpoint where STS is; absent in AWS
 */
@ConfigurationProperties("granary.drop")
public record DropConfig(@Nullable String roleArn, @Nullable URI stsEndpoint) {}
