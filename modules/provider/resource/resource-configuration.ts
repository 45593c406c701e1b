import { VpclatticeResourceConfiguration } from "@cdktf/provider-aws/lib/vpclattice-resource-configuration";
import { Construct } from "constructs";
import { type PortSpec, portNumbers, readablePorts, tcpPortProblems } from "../../aws/port";
import { known, PropertyProblems } from "../../aws/property-problems";
import { checkDefinition, definitionBlock, domainNameProblem, fixedPart, type ResourceDefinition } from "./definition";
import type { DomainVerification } from "./domain-verification";
import { domainVerificationIdProblem } from "./domain-verification-id";
import { latticeNameProblem, replaceableName } from "./names";
import type { IResourceGateway } from "./resource-gateway";
import { isWithinDomain } from "./verified-domain";

/** Properties of {@link ResourceConfiguration}. */
export interface ResourceConfigurationProps {
  /** Name of the resource, in lower case; the configuration takes its name from it. */
  readonly name: string;
  /** Gateway that connections go through. */
  readonly resourceGateway: IResourceGateway;
  /** What the configuration leads to. An address can be changed in place; another name or ARN is another configuration. */
  readonly resource: ResourceDefinition;
  /**
   * TCP ports that consumers may connect to: numbers, or ranges as texts (`"5432-5440"`).
   *
   * @default - those of the RDS instance or cluster, where `resource` is an ARN; required for all else
   */
  readonly ports?: readonly PortSpec[];
  /**
   * Domain name that consumers may know the resource by in their VPCs. Another name is another configuration. With an ARN,
   * AWS gives the names of RDS.
   *
   * @default - none: consumers connect to the names of their endpoints
   */
  readonly customDomainName?: string;
  /**
   * Id of the verification of that domain (`dv-...`) in VPC Lattice: without it, AWS puts the name into no VPC of a consumer
   * who wants verified names, as all do who do not ask for others.
   *
   * @default - not verified, unless by `domainVerification`
   */
  readonly domainVerificationId?: string;
  /**
   * The verification of that domain, or of one above it, in place of its id.
   *
   * @default - not verified, unless by `domainVerificationId`
   */
  readonly domainVerification?: DomainVerification | undefined;
}

/** A VPC Lattice resource configuration of one resource: a domain name, an address, or an RDS instance or cluster. */
export class ResourceConfiguration extends Construct {
  /** ARN of the configuration: what is shared with consumers, and what their endpoints lead to. */
  readonly resourceConfigurationArn: string;
  /** Id of the configuration, `rcfg-...`. */
  readonly resourceConfigurationId: string;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: ResourceConfigurationProps) {
    super(scope, id);
    validate(this, props);
    const { name, resourceGateway, resource, ports = [], customDomainName, domainVerification } = props;
    const domainVerificationId = props.domainVerificationId ?? domainVerification?.domainVerificationId;
    const configuration = new VpclatticeResourceConfiguration(this, "configuration", {
      name: replaceableName(
        [name],
        [
          resourceGateway.resourceGatewayName,
          fixedPart(resource),
          customDomainName,
          props.domainVerificationId ?? domainVerification?.domainName,
        ],
      ),
      resourceGatewayIdentifier: resourceGateway.resourceGatewayId,
      resourceConfigurationDefinition: [definitionBlock(resource)],
      ...(resource.arn === undefined
        ? { type: "SINGLE", protocol: "TCP", portRanges: readablePorts(ports).map(portNumbers) }
        : { type: "ARN" }),
      ...(customDomainName === undefined ? {} : { customDomainName }),
      ...(domainVerificationId === undefined ? {} : { domainVerificationId }),
      // Else whoever it is shared with could share it on, by way of a service network of their own.
      allowAssociationToShareableServiceNetwork: false,
      tags: { Name: name },
      lifecycle: { createBeforeDestroy: true },
    });
    this.resourceConfigurationArn = configuration.arn;
    this.resourceConfigurationId = configuration.id;
  }
}

/** Notes what is wrong with the ports of a resource. @param property where they are. */
export function checkResourcePorts(problems: PropertyProblems, property: string, ports: readonly PortSpec[]): void {
  if (ports.length === 0) problems.add(property, "at least one port", ports);
  for (const { index, expected } of tcpPortProblems(ports)) problems.add(property, expected, ports[index]);
}

function validate(configuration: ResourceConfiguration, props: ResourceConfigurationProps): void {
  const problems = new PropertyProblems(configuration);
  const { name, resource, ports, customDomainName, domainVerificationId } = props;
  problems.check("name", known(name) ? latticeNameProblem(name) : "a name that is known at synthesis", name);
  checkDefinition(problems, "resource", resource);
  if (resource.arn === undefined) checkResourcePorts(problems, "ports", ports ?? []);
  else if (ports !== undefined) problems.add("ports", "no ports with an ARN: they are those of the database", ports);
  if (known(customDomainName))
    problems.check("customDomainName", domainNameProblem(customDomainName), customDomainName);
  if (customDomainName !== undefined && resource.arn !== undefined)
    problems.add("customDomainName", "no name with an ARN: AWS gives those of RDS", customDomainName);
  if (known(domainVerificationId))
    problems.check("domainVerificationId", domainVerificationIdProblem(domainVerificationId), domainVerificationId);
  if (domainVerificationId !== undefined && customDomainName === undefined)
    problems.add("domainVerificationId", "a `customDomainName` that it is for", domainVerificationId);
  checkVerification(problems, props);
  problems.throwIfAny();
}

function checkVerification(problems: PropertyProblems, props: ResourceConfigurationProps): void {
  const { customDomainName, domainVerificationId, domainVerification } = props;
  if (domainVerification === undefined) return;
  const { domainName } = domainVerification;
  if (domainVerificationId !== undefined)
    problems.add("domainVerification", "either the verification or its id, not both", domainName);
  if (customDomainName === undefined || (known(customDomainName) && !isWithinDomain(customDomainName, domainName)))
    problems.add("domainVerification", "a `customDomainName` in its domain", domainName);
}
