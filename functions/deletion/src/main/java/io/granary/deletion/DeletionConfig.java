package io.granary.deletion;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How datasets are deleted.
 *
 * @param retention how long a dataset can be taken out of the trash
 * @param sweepAfter a deletion that made no progress for so long is taken up again; longer than an
 *     invocation may take
 * @param settleAfter how long after the end of a purge its prefixes are looked through once more;
 *     longer than whoever was writing may have gone on
 * @param parallel how many requests, of up to 1,000 keys each, remove objects at once
 * @param atOnce the most objects of a dataset that is deleted within its request
 */
@ConfigurationProperties("granary.deletion")
record DeletionConfig(
    @Bindable(defaultValue = "30d") Duration retention,
    @Bindable(defaultValue = "20m") Duration sweepAfter,
    @Bindable(defaultValue = "20m") Duration settleAfter,
    @Bindable(defaultValue = "8") int parallel,
    @Bindable(defaultValue = "1000") int atOnce) {}
