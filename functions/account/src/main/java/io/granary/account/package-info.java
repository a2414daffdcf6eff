/** Accounts and tokens: who people are. */
@NullMarked
package io.granary.account;

import org.jspecify.annotations.NullMarked;
