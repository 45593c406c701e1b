import { DataAwsRegion } from "@cdktf/provider-aws/lib/data-aws-region";
import { DataAwsSsmParameter } from "@cdktf/provider-aws/lib/data-aws-ssm-parameter";
import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import { IamRole } from "@cdktf/provider-aws/lib/iam-role";
import { IamRolePolicy } from "@cdktf/provider-aws/lib/iam-role-policy";
import { Instance } from "@cdktf/provider-aws/lib/instance";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { Construct } from "constructs";
import { imageIdProblem } from "../../aws/image-id";
import { type Architecture, amazonLinuxParameter, checkInstanceType } from "../../aws/instance-type";
import { kmsKeyArnProblem } from "../../aws/kms-key-arn";
import { boundedName } from "../../aws/names";
import { known, PropertyProblems } from "../../aws/property-problems";
import type { IVpc } from "../../vpc";
import { letOutTo } from "../egress";
import type { IEndpoint } from "../endpoint";
import type { IGatewayEndpoint } from "../gateway-endpoint";
import { DEFAULT_INSTANCE_TYPE } from "./default-instance-type";

/** Properties of {@link ClientInstance}. */
export interface ClientInstanceProps {
  /** Name of the instance; its role and security group take names from it. */
  readonly name: string;
  /** VPC to stand in. */
  readonly vpc: IVpc;
  /** Endpoints that people try from it, by the name of the connection; they are made to let it in. */
  readonly endpoints: Readonly<Record<string, IEndpoint>>;
  /**
   * Endpoints with private DNS to the services that Session Manager needs, `ssm` and `ssmmessages`, by name; they are made to
   * let the instance in.
   *
   * @default - the VPC has some, that let in from the VPC's range: the instance may connect to port 443 of it
   */
  readonly sessionEndpoints?: Readonly<Record<string, IEndpoint>> | undefined;
  /** Gateway endpoints of the VPC that people use from it: the instance is let out to their services. @default - none */
  readonly gatewayEndpoints?: readonly IGatewayEndpoint[] | undefined;
  /** EC2 instance type. Another one stops the instance and starts it again. @default "t4g.nano" */
  readonly instanceType?: string | undefined;
  /** Processor architecture of a type that is newer than those that are known here. @default - that of the type */
  readonly architecture?: Architecture | undefined;
  /**
   * Id of the image, which must have the SSM Agent. Like a newer Amazon Linux, another one is taken only when the instance is
   * replaced (`terraform apply -replace`).
   *
   * @default - the newest Amazon Linux 2023
   */
  readonly imageId?: string | undefined;
  /** Id of the zone to stand in, one of the VPC's. @default - the first */
  readonly zoneId?: string | undefined;
  /** ARN of the KMS key that the volume is encrypted with. Another one replaces the instance. @default - the account's default key for EBS */
  readonly kmsKeyArn?: string | undefined;
}

/**
 * An instance in the VPC from which people try the endpoints themselves. They reach it by Session Manager: the instance
 * connects out to that, by endpoints in the VPC. It has no public address, no key and no inbound rule, and lets nothing out
 * but to the endpoints.
 */
export class ClientInstance extends Construct {
  /** Id of the instance, `i-...`. */
  readonly instanceId: string;
  /** Command that opens a shell on the instance, with the Session Manager plugin of the AWS CLI. */
  readonly sessionCommand: string;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: ClientInstanceProps) {
    super(scope, id);
    validate(this, props);
    const { vpc, instanceType = DEFAULT_INSTANCE_TYPE, kmsKeyArn } = props;
    const name = boundedName([props.name, "client-instance"], 64);
    const zoneId = props.zoneId ?? (Object.keys(vpc.subnetIds).sort()[0] as string);
    const { profile, permissions } = this.profile(name);
    const instance = new Instance(this, "instance", {
      ami: props.imageId ?? this.newestImage(instanceType, props.architecture),
      instanceType,
      subnetId: vpc.subnetIds[zoneId] as string,
      associatePublicIpAddress: false,
      vpcSecurityGroupIds: [this.securityGroup(name, props)],
      iamInstanceProfile: profile.name,
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      rootBlockDevice: {
        encrypted: true,
        volumeType: "gp3",
        ...(kmsKeyArn === undefined ? {} : { kmsKeyId: kmsKeyArn }),
      },
      tags: { Name: name },
      // The agent asks who it is when it starts.
      dependsOn: [permissions],
      // AWS releases images every other week: none of them is a reason to replace what somebody works on.
      lifecycle: { ignoreChanges: ["ami"] },
    });
    const { region } = new DataAwsRegion(this, "region", {});
    this.instanceId = instance.id;
    this.sessionCommand = `aws ssm start-session --region ${region} --target ${instance.id}`;
  }

  private newestImage(instanceType: string, architecture: Architecture | undefined): string {
    const name = amazonLinuxParameter(instanceType, architecture);
    return new DataAwsSsmParameter(this, "image", { name }).insecureValue;
  }

  /**
   * What the agent may do: sessions, and nothing else. Source: Systems Manager User Guide, "Verify or add instance permissions
   * for Session Manager".
   */
  private profile(name: string) {
    const role = new IamRole(this, "role", {
      name,
      assumeRolePolicy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }],
      }),
    });
    const permissions = new IamRolePolicy(this, "role-permissions", {
      name: "session-manager",
      role: role.name,
      policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: [
              "ssm:UpdateInstanceInformation",
              "ssmmessages:CreateControlChannel",
              "ssmmessages:CreateDataChannel",
              "ssmmessages:OpenControlChannel",
              "ssmmessages:OpenDataChannel",
            ],
            Resource: "*",
          },
        ],
      }),
    });
    return { profile: new IamInstanceProfile(this, "profile", { name, role: role.name }), permissions };
  }

  private securityGroup(name: string, props: ClientInstanceProps): string {
    const { vpc, endpoints, sessionEndpoints } = props;
    const securityGroup = new SecurityGroup(this, "security-group", {
      name,
      description: "Client instance: nothing in, out to the endpoints alone",
      vpcId: vpc.vpcId,
      tags: { Name: name },
    });
    letOutTo(this, { name, securityGroupId: securityGroup.id }, { ...endpoints, ...sessionEndpoints });
    for (const gateway of props.gatewayEndpoints ?? []) gateway.letOut("client-instance", securityGroup.id);
    if (sessionEndpoints === undefined)
      new VpcSecurityGroupEgressRule(this, "egress-session-manager", {
        securityGroupId: securityGroup.id,
        description: "Endpoints of Session Manager in the VPC",
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4: vpc.cidrBlock,
      });
    return securityGroup.id;
  }
}

function validate(instance: ClientInstance, props: ClientInstanceProps): void {
  const { name, vpc, endpoints, sessionEndpoints = {}, instanceType, imageId, zoneId, kmsKeyArn } = props;
  const problems = new PropertyProblems(instance);
  problems.checkKnownName(name);
  checkInstanceType(problems, instanceType ?? DEFAULT_INSTANCE_TYPE, props.architecture);
  if (known(imageId)) problems.check("imageId", imageIdProblem(imageId), imageId);
  const zones = Object.keys(vpc.subnetIds).sort();
  if (zoneId !== undefined && !zones.includes(zoneId))
    problems.add("zoneId", `a zone that the VPC has a subnet in: ${zones.join(", ")}`, zoneId);
  if (known(kmsKeyArn)) problems.check("kmsKeyArn", kmsKeyArnProblem(kmsKeyArn), kmsKeyArn);
  for (const same of Object.keys(endpoints).filter((key) => Object.hasOwn(sessionEndpoints, key)))
    if (endpoints[same] !== sessionEndpoints[same])
      problems.add("sessionEndpoints", "names other than those of `endpoints`", same);
  problems.throwIfAny();
}
