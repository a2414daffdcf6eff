package io.granary.cdk;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import io.github.cdklabs.cdknag.ServerlessChecks;
import io.granary.api.Deployed;
import java.nio.file.Path;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Aspects;

/** What {@code cdk} runs: templates for an installation, from the functions on the class path. */
public final class GranaryApp {
  private GranaryApp() {}

  /** Takes the context of {@code cdk}; see {@link Installation}. */
  public static void main(String[] arguments) {
    App app = new App();
    Path root = Path.of(System.getProperty("granary.root", "../.."));
    Stacks.make(app, Installation.of(app), Packages.built(root), Deployed.all());
    Aspects.of(app).add(AwsSolutionsChecks.Builder.create().build());
    Aspects.of(app).add(ServerlessChecks.Builder.create().build());
    app.synth();
  }
}
