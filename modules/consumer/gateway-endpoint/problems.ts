import { bucketNameProblem } from "../../aws/bucket-name";
import { type EndpointPolicy, endpointPolicyProblems, type PolicyProblem } from "../../aws/endpoint-policy";
import type { GatewayService } from "../../aws/gateway-service";
import { openStatements } from "../../aws/narrow-policy";
import { known } from "../../aws/property-problems";
import { resourceId } from "../../aws/resource-id";
import { tableProblem } from "../../aws/table-arn";
import type { NetworkAclMode } from "../../vpc/network-acl-mode";
import { ACCESS, accessPolicy, type GatewayAccess, NARROWING } from "./access";

/** What a gateway endpoint lets through, as it is asked for. */
export interface GatewayPolicyProps extends GatewayAccess {
  /**
   * Policy of the endpoint, in place of what {@link GatewayAccess} makes one of. Each statement has `Principal: "*"`, as AWS
   * asks, and names resources or has a condition that binds resources or principals. At most 20,480 characters.
   *
   * @default - made of the other properties
   */
  readonly policy?: EndpointPolicy | undefined;
}

/** Where a gateway endpoint is, as far as it is known. */
export interface GatewayPlace {
  readonly region?: string | undefined;
  /** Account of tables that are given by their names. */
  readonly account?: string | undefined;
}

/** Something wrong with what is asked of a gateway endpoint: the path from its properties, and what was expected. */
export type GatewayProblem = PolicyProblem;

/** What stands for a region or an account that is not known, where only the length of a policy is asked. */
const SOMEWHERE = { region: "us-east-1", account: "000000000000" };

/** Expected of a policy, or of what one is made of. */
const NARROW =
  "resources by name, or a condition that binds resources or principals, such as StringEquals with aws:ResourceOrgID: else data may leave to everybody's buckets or tables";

/**
 * What is wrong with what a gateway endpoint is to let through. It needs a policy that names resources or principals: without
 * one, it is a way out to the buckets or tables of everybody.
 */
export function gatewayPolicyProblems(
  service: GatewayService,
  props: GatewayPolicyProps,
  place: GatewayPlace = {},
): GatewayProblem[] {
  const { policy } = props;
  const given = ACCESS.filter((key) => props[key] !== undefined);
  if (policy !== undefined)
    return [
      ...given.map((key) => ({ path: [key], expected: `either \`policy\` or \`${key}\`, not both` })),
      ...documentProblems(policy).map(({ path, ...problem }) => ({ ...problem, path: ["policy", ...path] })),
    ];
  const problems = accessProblems(service, props, place);
  if (!given.some((key) => key !== "actions")) {
    const keys = NARROWING.filter((key) => key !== (service === "s3" ? "tables" : "buckets"));
    problems.push({ path: [], expected: `\`policy\`, or at least one of ${keys.join(", ")}` });
  }
  if (problems.length > 0) return problems;
  const { region = SOMEWHERE.region, account = SOMEWHERE.account } = place;
  // There is nothing to be wrong with it but its size.
  return endpointPolicyProblems(accessPolicy(service, props, { region, account }));
}

function documentProblems(policy: EndpointPolicy): GatewayProblem[] {
  const form = endpointPolicyProblems(policy);
  if (form.length > 0) return form;
  const isList = Array.isArray(policy.Statement);
  const statements = (isList ? policy.Statement : [policy.Statement]) as Readonly<Record<string, unknown>>[];
  const at = (index: number) => ["Statement", ...(isList ? [index] : [])];
  const principals = statements.flatMap(({ Principal }, index) =>
    Principal === "*"
      ? []
      : [
          {
            path: [...at(index), ...(Principal === undefined ? [] : ["Principal"])],
            expected:
              'Principal: "*", the only one that AWS takes of a gateway endpoint; a condition with aws:PrincipalArn binds principals',
          },
        ],
  );
  return principals.length > 0
    ? principals
    : openStatements(policy).map((index) => ({ path: at(index), expected: NARROW }));
}

const ORGANIZATION = /^o-[a-z0-9]{10,32}$/;

function accessProblems(service: GatewayService, props: GatewayAccess, place: GatewayPlace): GatewayProblem[] {
  const { principalOrganization, resourceOrganization } = props;
  const action = new RegExp(`^${service}:[A-Za-z*?]+$`);
  const account = (text: string) => (/^\d{12}$/.test(text) ? undefined : "an account id: 12 digits");
  const organization = (key: string, id: string | undefined) =>
    known(id) && !ORGANIZATION.test(id) ? [{ path: [key], expected: "the id of an organization, o-..." }] : [];
  return [
    ...(service === "s3" ? [] : others("buckets", props.buckets, "s3")),
    ...(service === "dynamodb" ? [] : others("tables", props.tables, "dynamodb")),
    ...each("buckets", props.buckets, bucketNameProblem),
    ...each("tables", props.tables, (table) => tableProblem(table, place.region)),
    ...each("actions", props.actions, (text) =>
      action.test(text) ? undefined : `an action of the service, such as ${service}:Get* or ${service}:*`,
    ),
    ...each("principalAccounts", props.principalAccounts, account),
    ...each("resourceAccounts", props.resourceAccounts, account),
    ...organization("principalOrganization", principalOrganization),
    ...organization("resourceOrganization", resourceOrganization),
  ];
}

/** What is of another service. */
function others(key: string, values: readonly string[] | undefined, service: GatewayService): GatewayProblem[] {
  return values === undefined ? [] : [{ path: [key], expected: `no \`${key}\`: they are of ${service}` }];
}

/** There is something in a list, each once, and each is what a rule asks for. */
function each(
  key: string,
  values: readonly string[] | undefined,
  rule: (text: string) => string | undefined,
): GatewayProblem[] {
  if (values === undefined || !known(values)) return [];
  if (values.length === 0) return [{ path: [key], expected: "at least one" }];
  return values.flatMap((value, index) => {
    const expected = known(value) ? rule(value) : undefined;
    if (expected !== undefined) return [{ path: [key, index], expected }];
    const first = values.indexOf(value);
    const places = [first, index].map((place) => [key, place]);
    return first === index ? [] : [{ path: [key, index], expected: "each once", places }];
  });
}

/** What is wrong with ids of route tables, each with its place in the list. */
export function routeTableProblems(ids: readonly string[]): GatewayProblem[] {
  return each("routeTableIds", ids, (id) =>
    resourceId("rtb").test(id) ? undefined : "the id of a route table, rtb-...",
  );
}

/**
 * Why clients behind a network ACL cannot use a gateway endpoint, as what was expected instead; undefined when they can.
 * Traffic goes to addresses of the service, which are outside the VPC's ranges, and a rule of a network ACL takes no prefix
 * list. Routes still lead nowhere else. Source: AWS PrivateLink Guide, "Gateway endpoints", "Security".
 */
export function gatewayNetworkAclProblem(mode: NetworkAclMode | undefined): string | undefined {
  return mode === "vpc"
    ? "`open`: a gateway endpoint leads to addresses outside the VPC, which a network ACL cannot name by a prefix list"
    : undefined;
}
