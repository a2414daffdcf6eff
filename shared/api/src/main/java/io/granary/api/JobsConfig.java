package io.granary.api;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How jobs are dealt with.
 *
 * @param patience how long a request waits for its job; the gateway gives up after 30 seconds
 */
@ConfigurationProperties("granary.jobs")
public record JobsConfig(@Bindable(defaultValue = "20s") Duration patience) {}
