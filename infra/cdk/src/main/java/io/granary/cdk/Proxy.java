package io.granary.cdk;

import java.util.List;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.iam.Role;
import software.amazon.awscdk.services.rds.CfnDBProxy;
import software.amazon.awscdk.services.rds.CfnDBProxyTargetGroup;
import software.amazon.awscdk.services.rds.DatabaseCluster;
import software.constructs.Construct;

/**
 * RDS Proxy: many short-lived functions share few connections. It lets functions in by IAM and goes
 * on to the database by IAM, so that the runtime role has no password anywhere.
 */
final class Proxy extends Construct {
  /** RDS Proxy listens on the engine's own port, wherever the database does. */
  static final int PORT = 5432;

  private final CfnDBProxy proxy;

  Proxy(Construct scope, NetworkStack network, DatabaseCluster cluster, String clusterUser) {
    super(scope, "Proxy");
    SecurityGroup group =
        SecurityGroup.Builder.create(this, "Group")
            .vpc(network.vpc())
            .description("RDS Proxy")
            .build();
    group.addIngressRule(network.functions(), Port.tcp(PORT), "Functions");
    cluster.getConnections().allowDefaultPortFrom(group, "RDS Proxy");
    cluster.getConnections().allowDefaultPortFrom(network.functions(), "Functions that load rows");
    Role role =
        Role.Builder.create(this, "Role")
            .assumedBy(Grant.ofThisAccount("rds.amazonaws.com"))
            .inlinePolicies(
                Grant.policy(
                    List.of(
                        Grant.allow(
                            "Goes on to the database as the same role.",
                            List.of("rds-db:connect"),
                            clusterUser))))
            .build();
    this.proxy =
        CfnDBProxy.Builder.create(this, "Proxy")
            .dbProxyName(network.getStackName() + "-proxy")
            .engineFamily("POSTGRESQL")
            .defaultAuthScheme("IAM_AUTH")
            .requireTls(true)
            .roleArn(role.getRoleArn())
            .idleClientTimeout(1800)
            .vpcSecurityGroupIds(List.of(group.getSecurityGroupId()))
            .vpcSubnetIds(
                network
                    .vpc()
                    .selectSubnets(SubnetSelection.builder().subnetGroupName("database").build())
                    .getSubnetIds())
            .build();
    CfnDBProxyTargetGroup targets =
        CfnDBProxyTargetGroup.Builder.create(this, "Targets")
            .dbProxyName(proxy.getRef())
            .targetGroupName("default")
            .dbClusterIdentifiers(List.of(cluster.getClusterIdentifier()))
            .connectionPoolConfigurationInfo(
                CfnDBProxyTargetGroup.ConnectionPoolConfigurationInfoFormatProperty.builder()
                    .maxConnectionsPercent(80)
                    .connectionBorrowTimeout(20)
                    .build())
            .build();
    targets.getNode().addDependency(cluster);
  }

  String host() {
    return proxy.getAttrEndpoint();
  }

  /** What IAM calls the proxy, such as {@code prx-0123}. */
  String id() {
    return DatabaseStack.last(proxy.getAttrDbProxyArn());
  }
}
