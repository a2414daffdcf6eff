package io.granary.cdk;

import java.util.List;
import software.amazon.awscdk.services.ec2.ISecurityGroup;
import software.amazon.awscdk.services.ec2.IVpc;
import software.amazon.awscdk.services.ec2.SubnetSelection;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.lambda.ILayerVersion;

/** What the functions of a family have in common. */
record Family(
    Installation installation,
    Names names,
    Grants grants,
    Settings settings,
    Code code,
    String version,
    List<ILayerVersion> layers,
    IVpc vpc,
    SubnetSelection subnets,
    SubnetSelection warehouseSubnets,
    ISecurityGroup group,
    String apiId,
    Alarms alarms) {}
