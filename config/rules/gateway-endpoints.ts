import { GATEWAY_SERVICES, type GatewayService } from "../../modules/aws/gateway-service";
import { tableProblem } from "../../modules/aws/table-arn";
import { expandServices } from "../../modules/consumer/aws-service-sets";
import { wantsPrivateDns } from "../connection/names";
import { type ConsumerDraft, type EnvironmentDraft, regionOf } from "../draft";
import { consumerTitle } from "../hub/places";
import type { Problem } from "../problem";
import { foundTwice, lineOf } from "../twice";
import type { KeyPath, YamlFile } from "../yaml-file";
import type { Rule } from "./rule";

/** What gateway endpoints lead to is in their own region, and the clients' names of the service lead to them. */
export const gatewayEndpointRule: Rule = (environment) =>
  environment.consumers.flatMap((consumer) => {
    if (consumer.gatewayEndpoints === undefined || consumer.external) return [];
    const region = regionOf(environment, consumer);
    return region === undefined ? [] : [...tableProblems(consumer, region), ...unusedProblems(consumer, region)];
  });

/** A gateway endpoint leads to the tables of its own region. That something is no table at all, the schema tells. */
function tableProblems({ file, gatewayEndpoints = {} }: ConsumerDraft, region: string): Problem[] {
  return Object.entries(gatewayEndpoints).flatMap(([service, { tables = [] }]) =>
    tables.flatMap((table, index) => {
      const expected = tableProblem(table) === undefined ? tableProblem(table, region) : undefined;
      const path = ["gatewayEndpoints", service, "tables", index];
      return expected === undefined ? [] : [file.problemAt(path, `${expected}: a gateway endpoint leads to no other`)];
    }),
  );
}

/**
 * With private DNS, the names of S3 lead to an interface endpoint in the whole VPC, so that nobody uses the gateway endpoint.
 * With `privateDnsOnlyForInboundResolvers`, they do so only for those who ask an inbound resolver.
 * Source: Amazon S3 User Guide, "AWS PrivateLink for Amazon S3", "Private DNS".
 */
function unusedProblems({ file, vpc, connections, gatewayEndpoints }: ConsumerDraft, region: string): Problem[] {
  if (gatewayEndpoints?.s3 === undefined) return [];
  const connection = [...connections].find(
    ([, each]) =>
      each?.awsService === "s3" &&
      each.privateDnsOnlyForInboundResolvers !== true &&
      (each.region ?? region) === region &&
      wantsPrivateDns(region, { ...each }),
  )?.[0];
  const others =
    connection !== undefined
      ? {
          who: `connection ${connection}`,
          fix: `or write \`privateDns: false\` or \`privateDnsOnlyForInboundResolvers: true\` for connection ${connection}`,
        }
      : expandServices(vpc?.awsEndpoints ?? []).includes("s3")
        ? { who: "`vpc.awsEndpoints`", fix: "or name the other services of `vpc.awsEndpoints` one by one, without s3" }
        : undefined;
  return others === undefined
    ? []
    : [
        file.problemAtKey(
          ["gatewayEndpoints", "s3"],
          `no interface endpoint to s3 with private DNS beside it, as ${others.who} makes: the names of S3 lead to that one, and nobody uses the gateway endpoint`,
          `take one of the two out, ${others.fix}`,
        ),
      ];
}

/** What gets the route of a gateway endpoint in a VPC that exists. */
interface Claim {
  /** A route table that is named, or a subnet whose table is looked up. */
  readonly id: string;
  readonly by: string;
  readonly file: YamlFile;
  readonly path: KeyPath;
}

/** A gateway endpoint in a VPC that exists. */
interface Use {
  readonly consumer: ConsumerDraft;
  readonly path: KeyPath;
  /** Whether its route tables are those that the subnets use, which no file tells. */
  readonly isLookedUp: boolean;
}

/**
 * A route table has one endpoint of a service. Source: AWS PrivateLink Guide, "Gateway endpoints", "Routing". Of tables that
 * are looked up, those of one subnet are the same; those of several subnets may be: a subnet without a table of its own uses
 * the main one of the VPC. Source: Amazon VPC User Guide, "Subnet route tables".
 */
export function sameRouteTableProblems(environments: readonly EnvironmentDraft[]): Problem[] {
  const seen = new Map<string, Claim>();
  const inVpcs = new Map<string, Use[]>();
  return environments.flatMap(({ consumers }) =>
    consumers.flatMap((consumer) =>
      GATEWAY_SERVICES.flatMap((service) => {
        const clashes = claimsOf(consumer, service).flatMap((claim) => {
          const key = `${service} ${claim.id}`;
          const first = seen.get(key);
          seen.set(key, first ?? claim);
          return first === undefined ? [] : [{ claim, first }];
        });
        const [clash] = clashes;
        const use = useOf(consumer, service);
        if (use === undefined) return [];
        const key = `${service} ${consumer.vpc?.id}`;
        const others = inVpcs.get(key) ?? [];
        inVpcs.set(key, [...others, use]);
        if (clash !== undefined) return [clashProblem(service, clash.claim, clash.first)];
        const other = others.find(({ isLookedUp }) => isLookedUp || use.isLookedUp);
        return other === undefined ? [] : [unknownTablesProblem(service, use, other)];
      }),
    ),
  );
}

function useOf(consumer: ConsumerDraft, service: GatewayService): Use | undefined {
  const spec = consumer.gatewayEndpoints?.[service];
  if (spec === undefined || consumer.vpc?.id === undefined) return undefined;
  return { consumer, path: ["gatewayEndpoints", service], isLookedUp: spec.routeTableIds === undefined };
}

function unknownTablesProblem(service: string, { consumer, path }: Use, other: Use): Problem {
  const { file, vpc } = consumer;
  const line = lineOf({ file: other.consumer.file, path: other.path });
  return file.problemAtKey(
    path,
    `\`routeTableIds\` of each gateway endpoint to ${service} in ${vpc?.id}: ${consumerTitle(other.consumer)} has one (${line}), and subnets whose route tables are looked up may share one, such as the main route table`,
    "name the route tables in both files, each in one of them",
    foundTwice(`${vpc?.id}`, [
      { file: other.consumer.file, path: other.path },
      { file, path },
    ]),
  );
}

function claimsOf(consumer: ConsumerDraft, service: GatewayService): Claim[] {
  const { file, vpc, gatewayEndpoints } = consumer;
  const spec = gatewayEndpoints?.[service];
  if (spec === undefined || vpc?.id === undefined) return [];
  const path = ["gatewayEndpoints", service];
  const by = consumerTitle(consumer);
  return spec.routeTableIds === undefined
    ? Object.values(vpc.subnets ?? {}).map((id) => ({ id, by, file, path }))
    : spec.routeTableIds.map((id, index) => ({ id, by, file, path: [...path, "routeTableIds", index] }));
}

function clashProblem(service: string, claim: Claim, first: Claim): Problem {
  const what = claim.id.startsWith("rtb-") ? claim.id : `the route table of ${claim.id}`;
  return claim.file.problemAt(
    claim.path,
    `route tables without a gateway endpoint to ${service}: ${what} has that of ${first.by} (${lineOf(first)})`,
    "keep it in one of the two: whatever uses the route table uses the endpoint",
    foundTwice(claim.id, [first, claim]),
  );
}
