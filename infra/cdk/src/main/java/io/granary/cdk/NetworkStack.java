package io.granary.cdk;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.Aws;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.services.ec2.FlowLogDestination;
import software.amazon.awscdk.services.ec2.FlowLogOptions;
import software.amazon.awscdk.services.ec2.FlowLogTrafficType;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpoint;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.InterfaceVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.Peer;
import software.amazon.awscdk.services.ec2.Port;
import software.amazon.awscdk.services.ec2.SecurityGroup;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.AnyPrincipal;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.logs.LogGroup;
import software.amazon.awscdk.services.logs.RetentionDays;
import software.constructs.Construct;

/**
 * A network that nothing comes into. Stores of AWS are reached by endpoints; the internet by all
 * functions when the installation takes tokens of an outside issuer, and else only by those that
 * ask BigQuery, from subnets of their own.
 */
final class NetworkStack extends Stack {
  private static final int HTTPS = 443;

  private final Vpc vpc;
  private final SecurityGroup functions;
  private final SubnetSelection functionSubnets;
  private final SubnetSelection warehouseSubnets;

  NetworkStack(
      Construct scope, String id, StackProps props, Installation installation, Names names) {
    super(scope, id, props);
    SubnetType type =
        installation.needsInternet() ? SubnetType.PRIVATE_WITH_EGRESS : SubnetType.PRIVATE_ISOLATED;
    this.functionSubnets = SubnetSelection.builder().subnetGroupName("functions").build();
    boolean hasOwn = hasWarehouseSubnets(installation);
    this.warehouseSubnets =
        hasOwn ? SubnetSelection.builder().subnetGroupName("warehouse").build() : functionSubnets;
    this.vpc =
        Vpc.Builder.create(this, "Vpc")
            .maxAzs(installation.zones().isEmpty() ? 2 : null)
            .availabilityZones(installation.zones().isEmpty() ? null : installation.zones())
            .natGateways(installation.needsInternet() || hasOwn ? 1 : 0)
            .subnetConfiguration(subnets(type, installation))
            .restrictDefaultSecurityGroup(false)
            .flowLogs(Map.of("Rejected", flowLogs()))
            .build();
    addStores(names);
    this.functions =
        SecurityGroup.Builder.create(this, "Functions")
            .vpc(vpc)
            .description("Functions; nothing comes in")
            .build();
    SecurityGroup endpoints =
        SecurityGroup.Builder.create(this, "Endpoints")
            .vpc(vpc)
            .description("Endpoints of AWS, for functions")
            .allowAllOutbound(false)
            .build();
    endpoints.addIngressRule(
        Peer.securityGroupId(functions.getSecurityGroupId()), Port.tcp(HTTPS), "Functions");
    endpoint("Sqs", InterfaceVpcEndpointAwsService.SQS, endpoints);
    endpoint("Secrets", InterfaceVpcEndpointAwsService.SECRETS_MANAGER, endpoints);
    endpoint("Sts", InterfaceVpcEndpointAwsService.STS, endpoints);
    endpoint("Events", InterfaceVpcEndpointAwsService.EVENTBRIDGE, endpoints);
  }

  Vpc vpc() {
    return vpc;
  }

  SecurityGroup functions() {
    return functions;
  }

  SubnetSelection functionSubnets() {
    return functionSubnets;
  }

  /** Where functions run that ask the warehouse. */
  SubnetSelection warehouseSubnets() {
    return warehouseSubnets;
  }

  private static boolean hasWarehouseSubnets(Installation installation) {
    return installation.hasBigQuery() && !installation.needsInternet();
  }

  private static List<SubnetConfiguration> subnets(SubnetType type, Installation installation) {
    List<SubnetConfiguration> subnets = new ArrayList<>();
    subnets.add(
        SubnetConfiguration.builder().name("functions").subnetType(type).cidrMask(20).build());
    subnets.add(
        SubnetConfiguration.builder()
            .name("database")
            .subnetType(SubnetType.PRIVATE_ISOLATED)
            .cidrMask(24)
            .build());
    if (installation.needsInternet() || hasWarehouseSubnets(installation)) {
      subnets.add(
          SubnetConfiguration.builder()
              .name("public")
              .subnetType(SubnetType.PUBLIC)
              .mapPublicIpOnLaunch(false)
              .cidrMask(28)
              .build());
    }
    if (hasWarehouseSubnets(installation)) {
      subnets.add(
          SubnetConfiguration.builder()
              .name("warehouse")
              .subnetType(SubnetType.PRIVATE_WITH_EGRESS)
              .cidrMask(24)
              .build());
    }
    return subnets;
  }

  /** The installation's own stores, and nobody else's: what is in the network stays in it. */
  private void addStores(Names names) {
    GatewayVpcEndpoint s3 = gateway("S3", GatewayVpcEndpointAwsService.S3);
    s3.addToPolicy(
        anybody(
            List.of(
                "s3:AbortMultipartUpload",
                "s3:DeleteObject",
                "s3:GetObject",
                "s3:ListBucket",
                "s3:ListBucketMultipartUploads",
                "s3:ListMultipartUploadParts",
                "s3:PutObject"),
            List.of(
                names.dataBucketArn(),
                names.objects(""),
                names.backupBucketArn(),
                names.backupObjects())));
    // Where the setup's answer to CloudFormation goes.
    s3.addToPolicy(
        anybody(
            List.of("s3:PutObject"),
            List.of(
                "arn:%s:s3:::cloudformation-custom-resource-response-*/*"
                    .formatted(Aws.PARTITION))));
    gateway("DynamoDb", GatewayVpcEndpointAwsService.DYNAMODB)
        .addToPolicy(
            anybody(
                List.of(
                    "dynamodb:DeleteItem",
                    "dynamodb:GetItem",
                    "dynamodb:PutItem",
                    "dynamodb:UpdateItem"),
                List.of(names.tableArn())));
  }

  private GatewayVpcEndpoint gateway(String id, GatewayVpcEndpointAwsService service) {
    return vpc.addGatewayEndpoint(id, GatewayVpcEndpointOptions.builder().service(service).build());
  }

  private static PolicyStatement anybody(List<String> actions, List<String> resources) {
    return PolicyStatement.Builder.create()
        .principals(List.of(new AnyPrincipal()))
        .actions(actions)
        .resources(resources)
        .build();
  }

  private FlowLogOptions flowLogs() {
    LogGroup group =
        LogGroup.Builder.create(this, "FlowLogs")
            .retention(RetentionDays.ONE_MONTH)
            .removalPolicy(RemovalPolicy.DESTROY)
            .build();
    return FlowLogOptions.builder()
        .destination(FlowLogDestination.toCloudWatchLogs(group))
        .trafficType(FlowLogTrafficType.REJECT)
        .build();
  }

  private void endpoint(String id, InterfaceVpcEndpointAwsService service, SecurityGroup group) {
    vpc.addInterfaceEndpoint(
        id,
        InterfaceVpcEndpointOptions.builder()
            .service(service)
            .privateDnsEnabled(true)
            .open(false)
            .subnets(functionSubnets)
            .securityGroups(List.of(group))
            .build());
  }
}
