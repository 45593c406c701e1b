import { connectionSchema } from "./connection/connection-schema";
import { type ConsumerSpec, completed, externalConsumerSchema, managedConsumerSchema } from "./consumer-schema";
import type { ConnectionDraft, ConsumerDraft, PlacedPrincipal } from "./draft";
import { asList, asMapping, type Mapping, part, partWithout } from "./fields";
import { withGatewayPlace } from "./gateway-endpoint-places";
import { ledgerKeys } from "./ledger-keys";
import type { Problem } from "./problem";
import { INERT_OF_CONNECTION, INERT_OF_VPC, read } from "./read-draft";
import { regionSchema } from "./shared-schema";
import { vpc } from "./vpc-schema";
import { asFlag } from "./wording";
import type { YamlFile } from "./yaml-file";

/** The file as a consumer, and what its schema finds wrong. */
export function draftConsumer(name: string, file: YamlFile): { draft: ConsumerDraft; problems: Problem[] } {
  const value = asMapping(file.value);
  // `yes` is a text in YAML 1.2, and refused; but who writes it means an external consumer.
  const external = asFlag(value.external) === true;
  const { value: decoded, problems } = external
    ? read(file, externalConsumerSchema)
    : read(file, managedConsumerSchema);
  const spec = decoded && completed(decoded);
  if (spec !== undefined && problems.length === 0) return { draft: soundConsumer(name, file, spec), problems };
  return {
    draft: partOfConsumer(name, file, external, spec),
    problems: problems.map(external ? withExampleConnection : meantExternal).map(withGatewayPlace),
  };
}

/** A consumer in whose file the schema finds nothing wrong: its parts are those of the whole. */
export function soundConsumer(name: string, file: YamlFile, spec: ConsumerSpec): ConsumerDraft {
  const managed = spec.external === true ? undefined : spec;
  return {
    name,
    file,
    spec,
    isSound: true,
    external: managed === undefined,
    state: spec.state,
    account: spec.account,
    accounts: spec.external === true ? spec.accounts : [spec.account],
    principals: principalsIn({ ...spec }),
    role: managed?.role,
    region: managed?.region,
    vpc: managed?.vpc,
    ...(managed ? { hubPath: managed.hubPath, gatewayEndpoints: managed.gatewayEndpoints } : {}),
    connections: new Map(Object.entries<ConnectionDraft>(spec.connections)),
  };
}

/** A consumer in whose file something is wrong, as far as it could be read. */
function partOfConsumer(
  name: string,
  file: YamlFile,
  external: boolean,
  spec: ConsumerSpec | undefined,
): ConsumerDraft {
  const value = asMapping(file.value);
  const connection = external ? externalConsumerSchema.shape.connections.valueType : connectionSchema;
  const connections = Object.entries(asMapping(value.connections)).map(
    ([key, each]): [string, ConnectionDraft | undefined] => [
      key,
      partWithout<ConnectionDraft>(connection, each, INERT_OF_CONNECTION),
    ],
  );
  const one = part(managedConsumerSchema.shape.account, value.account);
  const several = external ? part(externalConsumerSchema.shape.accounts, value.accounts) : undefined;
  const accounts = one === undefined ? several : [one];
  return {
    name,
    file,
    spec,
    isSound: false,
    external,
    state: part(ledgerKeys.state, value.state),
    account: accounts?.[0],
    accounts,
    principals: principalsIn(value),
    role: part(managedConsumerSchema.shape.role, value.role),
    region: part(regionSchema, value.region),
    vpc: partWithout(vpc, value.vpc, INERT_OF_VPC),
    ...(external
      ? {}
      : {
          hubPath: part(managedConsumerSchema.shape.hubPath, value.hubPath),
          gatewayEndpoints: part(managedConsumerSchema.shape.gatewayEndpoints, value.gatewayEndpoints),
        }),
    connections: new Map(connections),
  };
}

/** The principals that a file names, but for those that the schema refuses. */
function principalsIn({ principal, principals }: Mapping): PlacedPrincipal[] {
  const named = [
    ...(principal === undefined ? [] : [{ arn: principal, path: ["principal"] }]),
    ...asList(principals).map((arn, index) => ({ arn, path: ["principals", index] })),
  ];
  return named.flatMap(({ arn, path }) => {
    const sound = part(ledgerKeys.principal, arn);
    return sound === undefined ? [] : [{ arn: sound, path }];
  });
}

/** Why no connection of a consumer that is built here leads to appliances. */
const NO_APPLIANCE = {
  expected: "no appliances: packets are routed through them, and nothing connects to them",
  fix: "write `inspection` beside `connections`, or `external: true` for a consumer who runs their own side",
};

/** What an external consumer without connections is to write. */
function withExampleConnection(problem: Problem): Problem {
  if (problem.path !== "connections" || problem.fix !== undefined) return problem;
  return {
    ...problem,
    fix: `write, for example, \`connections: { orders: { service: orders } }\`: by a name of your choice, the key of a service, a resource or appliances in environment.yaml`,
  };
}

/** Keys that only the file of an external consumer has say what is missing there. */
function meantExternal(problem: Problem): Problem {
  if (/^connections\.[^.]+\.appliance$/.test(problem.path)) return { ...problem, ...NO_APPLIANCE };
  return /^(contact|accounts|connections\.[^.]+\.endpointIds?)$/.test(problem.path)
    ? { ...problem, fix: "write `external: true` if the consumer runs their own side, else take the key out" }
    : problem;
}
