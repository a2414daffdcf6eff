package io.granary.storage;

import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import org.crac.Resource;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Lets no connection to AWS outlive the request that it was made for, as long as the process may
 * still be copied: a copy would take it up again, and wait for an answer that nobody sends. (What
 * the JDK keeps alive it uses again within 5 seconds, by the clock of the wall, and a request that
 * meets a closed one is sent again; nothing tells it that the other end has forgotten.)
 */
@Singleton
final class FreshConnections implements ExecutionInterceptor, Resource {
  private volatile boolean mayBeCopied;

  /**
   * @param start how Lambda starts the process ({@code AWS_LAMBDA_INITIALIZATION_TYPE})
   */
  FreshConnections(@Value("${aws.lambda.initialization.type:}") String start) {
    this.mayBeCopied = start.equals("snap-start");
  }

  @Override
  public SdkHttpRequest modifyHttpRequest(
      Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
    return mayBeCopied
        ? context.httpRequest().copy(request -> request.putHeader("Connection", "close"))
        : context.httpRequest();
  }

  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    mayBeCopied = true;
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    mayBeCopied = false;
  }
}
