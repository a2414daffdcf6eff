package io.granary.api;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * What every user may keep who has no limits of their own.
 *
 * @param datasets the most datasets
 * @param storageBytes the most bytes in all of them
 */
@ConfigurationProperties("granary.quota")
public record QuotaConfig(
    @Bindable(defaultValue = "100000") int datasets,
    @Bindable(defaultValue = "10995116277760") long storageBytes) {}
