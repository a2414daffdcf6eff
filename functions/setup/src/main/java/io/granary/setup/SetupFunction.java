package io.granary.setup;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import io.granary.api.Access;
import io.granary.api.LambdaFunction;
import io.granary.api.LambdaFunction.Use;
import io.micronaut.context.ApplicationContext;
import io.micronaut.function.aws.LambdaApplicationContextBuilder;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes an installation ready for its functions: the database's schema, the keys that sign tokens,
 * the first admin. The deployment calls it as a custom resource of CloudFormation and goes on when
 * it has answered, which it does whatever happens: a deployment without an answer hangs for an
 * hour. That is why even the application context is started by the request.
 */
@LambdaFunction(
    name = "setup",
    access = Access.EVENT,
    snapStart = false,
    memoryMb = 1024,
    timeoutSeconds = 900,
    uses = {Use.DEPLOYMENT, Use.DATABASE_OWNER, Use.SIGNING_KEYS_WRITE})
public final class SetupFunction implements RequestHandler<Map<String, Object>, Void> {
  private static final Logger LOG = LoggerFactory.getLogger(SetupFunction.class);

  private @Nullable ApplicationContext context;

  /** What Lambda starts. */
  public SetupFunction() {}

  /** Takes its collaborators from a context that is already up. */
  SetupFunction(ApplicationContext context) {
    this.context = context;
  }

  @Override
  public @Nullable Void handleRequest(Map<String, Object> event, @Nullable Context lambda) {
    CustomResource resource = CustomResource.of(event);
    try {
      switch (resource.requestType()) {
        case "Create", "Update" -> setup().run();
        // The stack's own resources go with it, and nothing else was made.
        case "Delete" -> LOG.info("Left everything as it is");
        default ->
            throw new IllegalArgumentException(
                "Cannot do what is asked: " + resource.requestType());
      }
    } catch (RuntimeException | Error e) {
      LOG.error("Could not set the installation up", e);
      resource.fail(e);
      return null;
    }
    resource.succeed();
    return null;
  }

  private Setup setup() {
    ApplicationContext started = context;
    if (started == null) {
      started = new LambdaApplicationContextBuilder().build().start();
      context = started;
    }
    return started.getBean(Setup.class);
  }
}
