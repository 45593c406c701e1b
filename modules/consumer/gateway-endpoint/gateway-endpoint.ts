import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { VpcSecurityGroupEgressRule } from "@cdktf/provider-aws/lib/vpc-security-group-egress-rule";
import { Fn, type ITerraformDependable, Op, Token } from "cdktf";
import { Construct } from "constructs";
import { timeoutProblem } from "../../aws/duration";
import { renderEndpointPolicy } from "../../aws/endpoint-policy";
import { GATEWAY_SERVICES, type GatewayService, gatewayServiceName } from "../../aws/gateway-service";
import { LONGEST_BESIDE_SECURITY_GROUPS, namePartProblem } from "../../aws/names";
import { known, PropertyProblems } from "../../aws/property-problems";
import { isRegion } from "../../aws/region";
import { MOST_TAGS } from "../../aws/tags";
import { isUnresolved } from "../../aws/tokens";
import type { IVpc } from "../../vpc";
import type { EndpointTimeouts } from "../interface-endpoint";
import { accessPolicy } from "./access";
import { type GatewayAddresses, gatewayAddressProblems } from "./addresses";
import {
  type GatewayPolicyProps,
  gatewayNetworkAclProblem,
  gatewayPolicyProblems,
  routeTableProblems,
} from "./problems";

/** Properties of {@link GatewayEndpoint}: `policy`, or at least one property that says who or what. */
export interface GatewayEndpointProps extends GatewayPolicyProps, GatewayAddresses {
  /** Name of the endpoint, for its `Name` tag. */
  readonly name: string;
  /** Short name of the service: `s3` or `dynamodb`. */
  readonly service: GatewayService;
  /** VPC of the endpoint, with DNS support and hostnames. A new one needs `networkAcl: "open"`. */
  readonly vpc: IVpc;
  /** Region of the VPC, known at synthesis: the endpoint leads to the service there, and to no other region. */
  readonly region: string;
  /** Account of the VPC; of it are tables that are given by their names. @default - tables are given by their ARNs */
  readonly account?: string | undefined;
  /**
   * Ids of the route tables that get the route to the service. AWS takes one endpoint of a service in each table.
   *
   * @default - those that the subnets of the VPC use
   */
  readonly routeTableIds?: readonly string[] | undefined;
  /** Tags of the endpoint, besides the provider's. @default - only `Name` */
  readonly tags?: Readonly<Record<string, string>> | undefined;
  /** How long Terraform waits, as `20m` or `1h30m`. @default - 10m each */
  readonly timeouts?: EndpointTimeouts | undefined;
}

/** A gateway endpoint that clients use by the service's usual names. */
export interface IGatewayEndpoint {
  /** Id of the endpoint, `vpce-...`. */
  readonly endpointId: string;
  /**
   * Id of the service's prefix list of IPv4, `pl-...`: security groups of clients must let out to port 443 of it. That
   * of IPv6 is another one, which the AWS provider does not tell.
   */
  readonly prefixListId: string;
  /**
   * Lets a security group out to the service, on TCP port 443 and by IPv4.
   *
   * @param key name of the group, part of the Terraform address of the rule; each once.
   * @throws UserError when the key is no part of a name, or another group has it.
   */
  letOut(key: string, securityGroupId: string): void;
}

/**
 * A gateway endpoint to S3 or DynamoDB: AWS puts a route to the service's prefix list into route tables, and clients use the
 * service's public names. It costs nothing, and it is no PrivateLink: it has no address, no security group and no DNS name,
 * and nobody outside the VPC gets to it, whatever peering or transit gateway there is.
 *
 * Its policy always names resources or principals. One that names nothing leads to everybody's buckets or tables.
 */
export class GatewayEndpoint extends Construct implements IGatewayEndpoint {
  readonly endpointId: string;
  readonly prefixListId: string;
  /** What others name in `dependsOn`. */
  readonly resource: ITerraformDependable;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: GatewayEndpointProps) {
    super(scope, id);
    validate(this, props);
    const { name, service, vpc, region, account = "", policy, routeTableIds, timeouts } = props;
    const { ipAddressType, dnsRecordIpType } = props;
    const tables = routeTables(routeTableIds ?? vpc.routeTableIds ?? []);
    const endpoint = new VpcEndpoint(this, "endpoint", {
      vpcEndpointType: "Gateway",
      serviceName: gatewayServiceName(service, region),
      vpcId: vpc.vpcId,
      routeTableIds: tables,
      policy: renderEndpointPolicy(policy ?? accessPolicy(service, props, { region, account })),
      ...(ipAddressType === undefined ? {} : { ipAddressType }),
      ...(dnsRecordIpType === undefined ? {} : { dnsOptions: { dnsRecordIpType } }),
      tags: { Name: name, ...props.tags },
      ...(timeouts === undefined ? {} : { timeouts: { ...timeouts } }),
      ...(isUnresolved(tables) ? { lifecycle: { precondition: [hasTables(name, tables)] } } : {}),
    });
    this.resource = endpoint;
    this.endpointId = endpoint.id;
    this.prefixListId = endpoint.prefixListId;
  }

  letOut(key: string, securityGroupId: string): void {
    const problems = new PropertyProblems(this);
    const id = `egress-${key}`;
    problems.check("key", namePartProblem(key), key);
    if (this.node.tryFindChild(id)) problems.add("key", "a name that no other group has", key);
    problems.throwIfAny();
    new VpcSecurityGroupEgressRule(this, id, {
      securityGroupId,
      description: `Gateway endpoint: ${key}`,
      ipProtocol: "tcp",
      fromPort: 443,
      toPort: 443,
      prefixListId: this.prefixListId,
    });
  }
}

/** The tables in one order, where they are known. A list that only Terraform knows is one token, and is left as it is. */
function routeTables(ids: readonly string[]): string[] {
  return isUnresolved(ids) || ids.some((id) => isUnresolved(id)) ? (ids as string[]) : [...ids].sort();
}

/** Tables that are looked up were found: an endpoint without one would lead nowhere, and say nothing. */
function hasTables(name: string, tables: string[]) {
  return {
    condition: Token.asString(Op.gte(Fn.lengthOf(tables), 1)),
    errorMessage: `Gateway endpoint ${name}: expected route tables of the VPC's subnets; AWS shows none. Name them with \`routeTableIds\`.`,
  };
}

function validate(endpoint: GatewayEndpoint, props: GatewayEndpointProps): void {
  const { name, service, vpc, region, account, tables, routeTableIds, timeouts } = props;
  const problems = new PropertyProblems(endpoint);
  problems.checkName(name, LONGEST_BESIDE_SECURITY_GROUPS);
  const isService = GATEWAY_SERVICES.includes(service);
  if (!isService) problems.add("service", `one of ${GATEWAY_SERVICES.join(", ")}`, service);
  const isPlaced = known(region) && isRegion(region);
  if (!isPlaced) problems.add("region", "a region of AWS that is known at synthesis, such as us-east-1", region);
  if (known(account) && !/^\d{12}$/.test(account)) problems.add("account", "an account id: 12 digits", account);
  if (account === undefined && tables?.some((table) => known(table) && !table.startsWith("arn:")))
    problems.add("account", "the account of tables that are given by their names", account);
  if (isService && isPlaced) problems.addWithin([], props, gatewayPolicyProblems(service, props, { region, account }));
  if (isService)
    problems.addWithin(
      [],
      props,
      gatewayAddressProblems(props, {
        service,
        ipv6: vpc.ipv6 ?? false,
        ipv4: vpc.subnetCidrBlocks !== undefined,
      }),
    );
  if (known(routeTableIds)) problems.addWithin([], props, routeTableProblems(routeTableIds));
  if (routeTableIds === undefined && vpc.routeTableIds === undefined)
    problems.add("routeTableIds", "ids of route tables: the VPC tells none", routeTableIds);
  problems.check("vpc.networkAcl", gatewayNetworkAclProblem(vpc.networkAcl), vpc.networkAcl);
  const tags = Object.keys({ Name: name, ...props.tags }).length;
  if (tags > MOST_TAGS) problems.add("tags", `at most ${MOST_TAGS} tags with \`Name\`, as many as AWS takes`, tags);
  for (const [key, timeout] of Object.entries(timeouts ?? {}))
    if (known(timeout)) problems.check(`timeouts.${key}`, timeoutProblem(timeout), timeout);
  problems.throwIfAny();
}
