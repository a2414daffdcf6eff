/**
 * The description of the API as one OpenAPI 3.1 document, made from the code while it is built: the
 * annotations of operations, their records, and their documentation comments. Nothing that is
 * deployed needs it.
 */
@NullMarked
package io.granary.openapi;

import org.jspecify.annotations.NullMarked;
