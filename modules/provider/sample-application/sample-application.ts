import { readFileSync } from "node:fs";
import { AutoscalingGroup } from "@cdktf/provider-aws/lib/autoscaling-group";
import { LaunchTemplate } from "@cdktf/provider-aws/lib/launch-template";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { VpcSecurityGroupIngressRule } from "@cdktf/provider-aws/lib/vpc-security-group-ingress-rule";
import { Token } from "cdktf";
import { Construct } from "constructs";
import { beside } from "../../../support/beside";
import { type Architecture, amazonLinuxParameter, checkInstanceType } from "../../aws/instance-type";
import { type PortSpec, type ProtocolPort, parsePort, portText, uniquePorts } from "../../aws/port";
import { known, PropertyProblems } from "../../aws/property-problems";
import type { IVpc } from "../../vpc";
import { SAMPLE_INSTANCE_TYPE } from "./default-instance-type";

/** Properties of {@link SampleApplication}. */
export interface SampleApplicationProps {
  /** Name of the service that the application answers for. */
  readonly name: string;
  /** VPC to run in: one instance for each of its subnets. */
  readonly vpc: IVpc;
  /**
   * Ports to answer at, as `targetPortsOf` gives those of listeners: HTTP at a number (`8080`), datagrams at a text
   * with the protocol (`53/udp`).
   */
  readonly ports: readonly PortSpec[];
  /** Id of the load balancer's security group, the only one that may connect. */
  readonly loadBalancerSecurityGroupId: string;
  /** ARNs of the target groups to register with. */
  readonly targetGroupArns: readonly string[];
  /**
   * Tags of the instances and their volumes, which a provider's default tags do not reach.
   *
   * @default - none but `Name`
   */
  readonly tags?: Readonly<Record<string, string>>;
  /** Type of the instances; Graviton and Intel or AMD types get the system image that fits. @default "t4g.nano" */
  readonly instanceType?: string;
  /** Processor architecture of a type that is newer than those that are known here. @default - that of the type */
  readonly architecture?: Architecture | undefined;
}

/** Seconds that an instance has to boot and be found well, before the group replaces it. */
const HEALTH_CHECK_GRACE_SECONDS = 300;

/**
 * A service to try the chain with: an Auto Scaling group of Amazon Linux instances, one a zone, that answer HTTP and
 * datagrams with who they are, and whom they answer: behind proxy protocol v2 the client and its endpoint. It needs no
 * internet to start: the image brings Python, and the program comes in the user data.
 *
 * The image is the newest Amazon Linux 2023 at each instance's launch, resolved by EC2 from a public SSM parameter, so
 * that a new image shows up in no plan.
 */
export class SampleApplication extends Construct {
  /** Id of the instances' security group. */
  readonly securityGroupId: string;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: SampleApplicationProps) {
    super(scope, id);
    const instanceType = props.instanceType ?? SAMPLE_INSTANCE_TYPE;
    const problems = new PropertyProblems(this);
    problems.checkKnownName(props.name);
    for (const port of props.ports) problems.check("ports", portSpecProblem(port), port);
    if (props.ports.length === 0) problems.add("ports", "at least one port", props.ports);
    checkInstanceType(problems, instanceType, props.architecture);
    problems.throwIfAny();

    const ports = uniquePorts(props.ports.map(parsePort).filter((port) => typeof port !== "string"));
    const name = `${props.name}-application`;
    const securityGroup = new SecurityGroup(this, "security-group", {
      name,
      description: "Sample application: in from the load balancer, nothing out",
      vpcId: props.vpc.vpcId,
      tags: { Name: name },
    });
    for (const { port, protocol } of ports)
      new VpcSecurityGroupIngressRule(this, `ingress-${protocol}-${port}`, {
        securityGroupId: securityGroup.id,
        description: "Load balancer",
        ipProtocol: protocol,
        fromPort: port,
        toPort: port,
        referencedSecurityGroupId: props.loadBalancerSecurityGroupId,
      });
    const launchTemplate = new LaunchTemplate(this, "launch-template", {
      name,
      imageId: `resolve:ssm:${amazonLinuxParameter(instanceType, props.architecture)}`,
      instanceType,
      userData: userData(props.name, ports),
      updateDefaultVersion: true,
      networkInterfaces: [
        {
          deviceIndex: 0,
          associatePublicIpAddress: "false",
          securityGroups: [securityGroup.id],
          deleteOnTermination: "true",
        },
      ],
      metadataOptions: { httpEndpoint: "enabled", httpTokens: "required", httpPutResponseHopLimit: 1 },
      tagSpecifications: [
        { resourceType: "instance", tags: { ...props.tags, Name: name } },
        { resourceType: "volume", tags: { ...props.tags, Name: name } },
      ],
      tags: { Name: name },
    });
    const subnetIds = Object.values(props.vpc.subnetIds);
    new AutoscalingGroup(this, "instances", {
      name,
      minSize: subnetIds.length,
      maxSize: subnetIds.length * 2,
      vpcZoneIdentifier: subnetIds,
      launchTemplate: { id: launchTemplate.id, version: Token.asString(launchTemplate.latestVersion) },
      targetGroupArns: [...props.targetGroupArns],
      healthCheckType: "ELB",
      healthCheckGracePeriod: HEALTH_CHECK_GRACE_SECONDS,
      instanceRefresh: { strategy: "Rolling", preferences: { minHealthyPercentage: 50 } },
      tag: [{ key: "Name", value: name, propagateAtLaunch: true }],
    });
    this.securityGroupId = securityGroup.id;
  }
}

function portSpecProblem(port: PortSpec): string | undefined {
  const parsed = known(port) ? parsePort(port) : "a port that is known at synthesis";
  return typeof parsed === "string" ? parsed : undefined;
}

/** Boot script, in base64: installs the program as a service of systemd. At most 16 KiB, as EC2 wants. */
function userData(name: string, ports: readonly ProtocolPort[]): string {
  const program = readFileSync(beside(__dirname, "server.py"), "utf8");
  const script = `#!/bin/bash
set -euo pipefail
install -d /opt/sample-application
cat >/opt/sample-application/server.py <<'PROGRAM'
${program}PROGRAM
cat >/etc/systemd/system/sample-application.service <<'UNIT'
[Unit]
Description=Sample application behind a VPC endpoint service
After=network.target
[Service]
ExecStart=/usr/bin/python3 /opt/sample-application/server.py ${name} ${ports.map(portText).join(" ")}
Restart=always
DynamicUser=yes
AmbientCapabilities=CAP_NET_BIND_SERVICE
[Install]
WantedBy=multi-user.target
UNIT
systemctl enable --now sample-application.service
`;
  return Buffer.from(script, "utf8").toString("base64");
}
