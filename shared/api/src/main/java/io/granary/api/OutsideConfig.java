package io.granary.api;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * An OpenID Connect issuer whose access tokens are accepted beside our own; none when its issuer is
 * empty.
 *
 * @param issuer the {@code iss} of its tokens, under which its discovery document lies
 * @param audience the {@code aud} that a token for us has
 * @param usernameClaim the claim that a new account is named after
 * @param allowPrivateAddresses whether the issuer may live in a private network and without TLS
 */
@ConfigurationProperties("granary.auth.oidc")
public record OutsideConfig(
    @Bindable(defaultValue = "") String issuer,
    @Bindable(defaultValue = "") String audience,
    @Bindable(defaultValue = "preferred_username") String usernameClaim,
    @Bindable(defaultValue = "false") boolean allowPrivateAddresses) {}
