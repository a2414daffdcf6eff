package io.granary.cdk;

import io.granary.api.Deployed;
import io.granary.api.LambdaFunction.Use;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.iam.PermissionsBoundary;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.ILayerVersion;
import software.amazon.awscdk.services.lambda.LayerVersion;
import software.amazon.awscdk.services.s3.assets.Asset;

/**
 * The whole of an installation: what is shared, and a stack for each family of functions. Nothing
 * here knows an operation by name.
 */
final class Stacks {
  /** The one family that may delete what users have brought. */
  private static final String DELETING = "deletion";

  private final App app;
  private final Installation installation;
  private final Names names;
  private final Packages packages;
  private final List<Stack> made = new ArrayList<>();

  private Stacks(App app, Installation installation, Packages packages) {
    this.app = app;
    this.installation = installation;
    this.names = new Names(installation.name());
    this.packages = packages;
  }

  /** Makes the stacks of an installation; the order is that in which they are deployed. */
  static List<Stack> make(
      App app, Installation installation, Packages packages, List<Deployed> functions) {
    // The log bucket is written to by its policy; CDK would take an access control list otherwise.
    app.getNode().setContext("@aws-cdk/aws-s3:serverAccessLogsUseBucketPolicy", true);
    // A version is a new one when its certificates are.
    app.getNode().setContext("@aws-cdk/aws-lambda:recognizeLayerVersion", true);
    var stacks = new Stacks(app, installation, packages);
    stacks.make(functions);
    return List.copyOf(stacks.made);
  }

  private void make(List<Deployed> functions) {
    var guard = add(new Stack(app, id("guard"), props("The most that its roles may do")));
    Boundary usual = Boundary.usual(guard, names);
    Boundary deleting = Boundary.deleting(guard, names);
    var network =
        add(
            new NetworkStack(
                app, id("network"), props("Where functions run"), installation, names));
    var database =
        add(
            new DatabaseStack(
                app, id("database"), props("The record of truth"), installation, network));
    var stores =
        add(
            new StoresStack(
                app,
                id("stores"),
                props("Buckets, queues, the table, secrets"),
                installation,
                names,
                functions));
    var api =
        add(new ApiStack(app, id("api"), props("The HTTP API"), installation, stores.alarms()));
    Map<String, List<Deployed>> families =
        functions.stream()
            .collect(Collectors.groupingBy(Deployed::family, TreeMap::new, Collectors.toList()));
    List<Stack> before = List.of(guard, stores);
    families.forEach(
        (family, members) -> {
          Stack stack =
              add(
                  new FamilyStack(
                      app,
                      id(family),
                      props("The functions of " + family),
                      shared(family, network, database, api, stores),
                      members));
          before.forEach(stack::addStackDependency);
        });
    orderBySetup(families);
    for (Stack stack : made) {
      if (stack != guard) {
        boolean deletes = stack.getStackName().equals(id(DELETING));
        PermissionsBoundary.of(stack).apply((deletes ? deleting : usual).policy());
      }
      Tags.of(stack).add("granary:installation", installation.name());
      Tags.of(stack).add("granary:part", stack.getStackName());
    }
  }

  /** Functions of a new version come up when what the deployment itself calls has answered. */
  private void orderBySetup(Map<String, List<Deployed>> families) {
    families.forEach(
        (family, members) -> {
          if (members.stream().anyMatch(f -> f.rights().uses().contains(Use.DEPLOYMENT))) {
            Stack setup = stack(family);
            families.keySet().stream()
                .filter(other -> !other.equals(family))
                .forEach(other -> stack(other).addStackDependency(setup));
          }
        });
  }

  private Stack stack(String name) {
    return made.stream()
        .filter(stack -> stack.getStackName().equals(id(name)))
        .findFirst()
        .orElseThrow();
  }

  private FamilyStack.Shared shared(
      String family,
      NetworkStack network,
      DatabaseStack database,
      ApiStack api,
      StoresStack stores) {
    Path zip = packages.of(family);
    return stack -> {
      Asset code = Asset.Builder.create(stack, "Package").path(zip.toString()).build();
      return new Family(
          installation,
          names,
          new Grants(
              names,
              new DatabaseUsers(
                  database.place().functionUser(),
                  database.place().workerUser(),
                  database.place().ownerSecret())),
          new Settings(installation, names, database.place(), api.url()),
          Code.fromBucketV2(code.getBucket(), code.getS3ObjectKey(), null),
          code.getAssetHash(),
          certificates(stack),
          network.vpc(),
          network.functionSubnets(),
          network.warehouseSubnets(),
          network.functions(),
          api.apiId(),
          stores.alarms());
    };
  }

  /** The certificates that the database is known by, where every function finds them. */
  private List<ILayerVersion> certificates(Stack stack) {
    return installation
        .certificates()
        .<List<ILayerVersion>>map(
            file ->
                List.of(
                    LayerVersion.Builder.create(stack, "Certificates")
                        .description("database-certificates.pem")
                        .code(Code.fromAsset(file))
                        .build()))
        .orElse(List.of());
  }

  private <S extends Stack> S add(S stack) {
    made.add(stack);
    return stack;
  }

  private String id(String part) {
    return installation.name() + "-" + part;
  }

  private StackProps props(String description) {
    Map<String, String> environment = System.getenv();
    return StackProps.builder()
        .description("Granary: " + description)
        .env(
            Environment.builder()
                .account(environment.get("CDK_DEFAULT_ACCOUNT"))
                .region(environment.get("CDK_DEFAULT_REGION"))
                .build())
        .build();
  }
}
