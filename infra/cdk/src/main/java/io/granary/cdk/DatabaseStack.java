package io.granary.cdk;

import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.rds.AuroraPostgresClusterEngineProps;
import software.amazon.awscdk.services.rds.AuroraPostgresEngineVersion;
import software.amazon.awscdk.services.rds.BackupProps;
import software.amazon.awscdk.services.rds.CfnDBCluster;
import software.amazon.awscdk.services.rds.ClusterInstance;
import software.amazon.awscdk.services.rds.Credentials;
import software.amazon.awscdk.services.rds.DatabaseCluster;
import software.amazon.awscdk.services.rds.DatabaseClusterEngine;
import software.amazon.awscdk.services.rds.ServerlessV2ClusterInstanceProps;
import software.constructs.Construct;

/**
 * PostgreSQL, the record of truth: Aurora Serverless v2, and in front of it RDS Proxy or nothing.
 */
final class DatabaseStack extends Stack {
  /** Not the port that everybody tries. */
  static final int PORT = 6432;

  private static final String OWNER = "granary_owner";
  private static final Duration SLEEPS_AFTER = Duration.minutes(10);

  private final Place place;

  /**
   * Where the database is, and who gets in.
   *
   * @param functions what functions of the API connect to
   * @param workers what functions connect to that load rows, past the proxy
   * @param functionUser the IAM resource of the runtime role at the former
   * @param workerUser the same at the latter
   * @param ownerSecret ARN of the secret with the owner's password
   */
  record Place(
      String functions,
      String workers,
      String functionUser,
      String workerUser,
      String ownerSecret) {}

  DatabaseStack(
      Construct scope,
      String id,
      StackProps props,
      Installation installation,
      NetworkStack network) {
    super(scope, id, props);
    DatabaseCluster cluster = cluster(installation, network);
    CfnDBCluster resource = (CfnDBCluster) cluster.getNode().getDefaultChild();
    String worker = user(resource.getAttrDbClusterResourceId());
    String workers = cluster.getClusterEndpoint().getHostname();
    String owner = resource.getAttrMasterUserSecretSecretArn();
    if (installation.database() == Installation.Database.PROXIED) {
      var proxy = new Proxy(this, network, cluster, worker);
      this.place = new Place(proxy.host(), workers, user(proxy.id()), worker, owner);
    } else {
      cluster.getConnections().allowDefaultPortFrom(network.functions(), "Functions");
      this.place = new Place(workers, workers, worker, worker, owner);
    }
  }

  Place place() {
    return place;
  }

  private DatabaseCluster cluster(Installation installation, NetworkStack network) {
    boolean sleeps = installation.database() == Installation.Database.PAUSING;
    return DatabaseCluster.Builder.create(this, "Cluster")
        .engine(
            DatabaseClusterEngine.auroraPostgres(
                AuroraPostgresClusterEngineProps.builder()
                    .version(AuroraPostgresEngineVersion.VER_17_6)
                    .build()))
        .vpc(network.vpc())
        .vpcSubnets(SubnetSelection.builder().subnetGroupName("database").build())
        .writer(
            ClusterInstance.serverlessV2(
                "Writer",
                ServerlessV2ClusterInstanceProps.builder()
                    .publiclyAccessible(false)
                    .enablePerformanceInsights(true)
                    .build()))
        .serverlessV2MinCapacity(sleeps ? 0 : 0.5)
        .serverlessV2MaxCapacity(installation.maxCapacity())
        .serverlessV2AutoPauseDuration(sleeps ? SLEEPS_AFTER : null)
        // A frozen function keeps its connections, and the database sleeps only without any.
        .parameters(sleeps ? Map.of("idle_session_timeout", "300000") : null)
        .defaultDatabaseName(Names.DATABASE)
        .port(PORT)
        .iamAuthentication(true)
        .credentials(Credentials.fromUsername(OWNER))
        .manageMasterUserPassword(true)
        .storageEncrypted(true)
        .backup(BackupProps.builder().retention(Duration.days(14)).build())
        .copyTagsToSnapshot(true)
        .cloudwatchLogsExports(List.of("postgresql"))
        .deletionProtection(true)
        .removalPolicy(RemovalPolicy.SNAPSHOT)
        .build();
  }

  private static String user(String resource) {
    return "arn:%s:rds-db:%s:%s:dbuser:%s/%s"
        .formatted(Aws.PARTITION, Aws.REGION, Aws.ACCOUNT_ID, resource, Names.RUNTIME_USER);
  }

  /** The last part of an ARN. */
  static String last(String arn) {
    return Fn.select(6, Fn.split(":", arn));
  }
}
