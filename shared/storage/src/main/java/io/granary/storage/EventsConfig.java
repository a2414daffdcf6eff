package io.granary.storage;

import io.micronaut.context.annotation.ConfigurationProperties;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what has ended.
 *
 * @param bus the name of the EventBridge bus; without one nobody is told
 */
@ConfigurationProperties("granary.events")
public record EventsConfig(@Nullable String bus) {}
