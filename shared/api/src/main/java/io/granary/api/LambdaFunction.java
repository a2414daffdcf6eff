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
   * The codes that it refuses with by itself; those of the edge and of the warehouse follow from
   * the rest, see {@link Operation#refuses()}. The test kit fails a test that is answered with any
   * other.
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

  /** The route of the first requirements that it takes the place of; empty when it is new. */
  String replaces() default "";

  /** The queue whose messages the function takes; empty for an operation of the API. */
  String queue() default "";

  /** The most messages that it is given at once. */
  int batch() default 1;

  /** The most batches of its queue that are under way at once; at least two. */
  int concurrency() default 10;

  int memoryMb() default 1024;

  int timeoutSeconds() default 30;

  /** How often the clock calls the function, such as {@code rate(1 day)}; empty for never. */
  String schedule() default "";

  /**
   * Whether the function starts from a snapshot; one that nobody waits for need not, and one that
   * has more than 512 MB of temporary files cannot.
   */
  boolean snapStart() default true;

  /**
   * The prefixes of the data bucket whose objects it reads, or hands out links to, such as {@code
   * raw/}. What the edge itself needs (see {@link Edge}) is added by the deployment, here and in
   * the attributes below.
   */
  String[] reads() default {};

  /** The prefixes of the data bucket under which it writes. */
  String[] writes() default {};

  /** The prefixes of the data bucket under which it deletes. */
  String[] deletes() default {};

  /** The queues that it sends to. */
  String[] sends() default {};

  /** What the keys of its records in the table begin with, such as {@code refresh#}. */
  String[] keeps() default {};

  /** What else it reaches. */
  Use[] uses() default {};

  /** Something beyond the stores that a function's role must allow. */
  enum Use {
    /** Hands out sessions of the role that may write to one drop folder. */
    DROP_ROLE,
    /** Puts events on the bus. */
    EVENTS,
    /** Issues access tokens: has the private keys, which nobody else has. */
    SIGNS_TOKENS,
    /** Publishes the keys that verify access tokens; who asks for a token has them anyway. */
    VERIFYING_KEYS,
    /** Replaces the keys that sign access tokens, and those that verify them. */
    SIGNING_KEYS_WRITE,
    /** Gives out cursors for another operation to take. */
    CURSORS,
    /** Asks which parts of an object have been sent by link. */
    UPLOAD_PARTS_READ,
    /** Gives up the parts of an object that were sent by link. */
    UPLOAD_PARTS_ABORT,
    /** Reads backups, or hands out links to them. */
    BACKUPS_READ,
    /** Makes backups. */
    BACKUPS_WRITE,
    /** Removes backups. */
    BACKUPS_DELETE,
    /** Asks the warehouse: knows its settings, and reaches the internet where they name a cloud. */
    WAREHOUSE,
    /** Connects to the database as the owner of its schema. */
    DATABASE_OWNER,
    /** Is called by the deployment itself, as a custom resource. */
    DEPLOYMENT
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
