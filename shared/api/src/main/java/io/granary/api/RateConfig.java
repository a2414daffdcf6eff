package io.granary.api;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How many requests a user may send.
 *
 * @param perSecond requests a second, over time
 * @param burst requests at once, after a pause
 */
@ConfigurationProperties("granary.rate")
public record RateConfig(
    @Bindable(defaultValue = "50") int perSecond, @Bindable(defaultValue = "200") int burst) {}
