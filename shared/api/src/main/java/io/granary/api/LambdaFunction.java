package io.granary.api;

import io.granary.domain.Code;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Introspected;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says of a class that it is one deployed function, who may call it, and what it needs in AWS. The
 * deployment, the local stack and the table of operations are derived from it.
 */
@Documented
@Introspected
@Requires(condition = SelectedFunction.class)
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface LambdaFunction {
  /** The name of the function and of the operation, such as {@code get-dataset}. */
  String name();

  /** Who may call it; there is no default, so that nobody can forget it. */
  Access access();

  /**
   * The codes that it refuses with by itself; those of the edge follow from the rest, see {@link
   * Operation#refuses()}. The test kit fails a test that is answered with any other.
   */
  Code[] refuses() default {};

  /**
   * What it answers when all goes well; nothing here means what its method returns, with the status
   * of its {@code @Status} or 200.
   */
  Answer[] answers() default {};

  /** The record that describes the body, for a function that reads its body by itself. */
  Class<?> body() default Void.class;

  /** The one media type of the body, where there is one. */
  String consumes() default "application/json";

  /** The most bytes a body may have. */
  int maxBodyBytes() default 5 * 1024 * 1024;

  /** Whether the answer holds a secret, which is then not kept to be given again. */
  boolean answersSecret() default false;

  /** Whether a caller must say with If-Match what it believes to change. */
  boolean ifMatchRequired() default false;

  /** The queue whose messages the function takes; empty for an operation of the API. */
  String queue() default "";

  int memoryMb() default 1024;

  int timeoutSeconds() default 30;

  /**
   * What the function reaches besides the database, its logs and what the edge itself keeps: in the
   * table (rates, idempotency), and under {@code answers/} in the data bucket.
   */
  Use[] uses() default {};

  /** A store or service that a function's role must allow. */
  enum Use {
    OBJECTS_READ,
    OBJECTS_WRITE,
    OBJECTS_DELETE,
    QUEUE_SEND,
    TABLE,
    DROP_ROLE
  }

  /** An answer when all goes well. */
  @Documented
  @Retention(RetentionPolicy.RUNTIME)
  @Target({})
  @interface Answer {
    int status();

    /** The record that describes the body; without one it is what the method returns. */
    Class<?> body() default Void.class;

    /** The headers besides those that every answer of that status has. */
    String[] headers() default {};
  }
}
