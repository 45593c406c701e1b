import { namedEndpoints } from "../../config/connection/named-endpoints";
import { type Environment, isManaged } from "../../config/environment";
import { serviceStackName } from "../../config/estate/stack-names";
import { loadEnvironments } from "../../config/load";
import { existingNames, unknownNames } from "../../config/nearest";
import { EnvironmentError, type Problem } from "../../config/problem";
import { cardOf } from "../../config/service/card";
import type { KitService } from "../../kit/kit-service";
import { NoSuchName } from "../../support/no-such-name";
import { UserError } from "../../support/user-error";
import { allow } from "../consumer/step-commands";
import { type CustomerRecord, customerRecord } from "../customer-record";
import { type FoundCustomer, findCustomer } from "../find-customer";
import type { Invocation } from "../invocation";
import { takeCard } from "../pasted";
import type { Called } from "../start/options";
import { type KitRequest, refuseRegions } from "./from-cards";
import type { KitOptions } from "./options";
import { type CardFile, readCards } from "./read-cards";

/** What a connection of an external customer says besides its service. */
interface Connection {
  readonly service?: string | undefined;
  readonly endpointId?: string | undefined;
  readonly endpointIds?: readonly string[] | undefined;
  readonly regions?: readonly string[] | undefined;
  readonly clientRanges?: readonly string[] | undefined;
}

/** A kit of a customer in the ledger. */
export function kitFromLedger(name: string, options: KitOptions, called: Called): KitRequest {
  if (options.principal !== undefined)
    throw new UserError("--principal is for a kit without a customer: the ledger says who may connect.");
  const environments = loadEnvironments(options.environments, options.env === undefined ? undefined : [options.env]);
  const customer = findCustomer(environments, name);
  const { environment, spec } = customer;
  const record = customerRecord(spec, environment.region);
  const allowCommand = allow({ environment: environment.name, name }, options, called);
  refuseCustomer(customer, record, allowCommand);
  const connections = connectionsTo(customer, options.service);
  const cards = readCards(options.card ?? []);
  refuseCards(environment, [...connections.keys()], cards, called.invocation);
  const services = cards
    .map(({ file, card }): KitService => {
      const connection = connections.get(card.service) ?? {};
      const region = options.region ?? regionFor(connection, card.region);
      refuseRegions([{ file, card }], region);
      const hasAcceptor = environment.services[card.service]?.acceptor !== undefined;
      return { card, region, principals: record.principals, hasAcceptor, ...detailsOf(connection, record) };
    })
    .sort((a, b) => (a.card.service < b.card.service ? -1 : 1));
  return { customer: name, services, folder: `kits/${environment.name}-${name}`, record, allow: allowCommand };
}

function refuseCustomer(
  { name, environment, spec }: FoundCustomer,
  { state }: CustomerRecord,
  allowCommand: string,
): void {
  if (isManaged(spec))
    throw new UserError(
      `${name} is no external customer of ${environment.name}: this project builds their side. A kit is for a customer ` +
        "with `external: true`.",
    );
  if (state === "revoked")
    throw new UserError(`${name} is revoked in ${environment.name}. Allow the customer first: ${allowCommand}`);
}

/** Connections to services, by the service's key. */
function connectionsTo({ name, spec }: FoundCustomer, wanted: readonly string[] | undefined): Map<string, Connection> {
  const all = new Map(
    Object.values<Connection>(spec.connections).flatMap((each): [string, Connection][] =>
      each.service === undefined ? [] : [[each.service, each]],
    ),
  );
  const known = [...all.keys()].sort();
  const unknown = unknownNames(wanted ?? [], known);
  if (unknown !== undefined)
    throw new NoSuchName(`${name} does not connect to:\n${unknown}\n${existingNames(wanted ?? [], known)}`);
  if (all.size === 0)
    throw new UserError(
      `${name} connects to no service. A kit is for endpoint services, not for resources or appliances.`,
    );
  return wanted === undefined ? all : new Map([...all].filter(([key]) => wanted.includes(key)));
}

/** Throws where a card is missing, is another service's, or is older than what is declared. */
function refuseCards(
  environment: Environment,
  services: readonly string[],
  cards: readonly CardFile[],
  invocation: Pick<Invocation, "folder">,
): void {
  const isOf = (key: string, { card }: CardFile) => card.environment === environment.name && card.service === key;
  const problems = cards.flatMap((each): Problem[] => {
    const key = services.find((service) => isOf(service, each));
    return key === undefined ? [foreignCard(environment, services, each)] : staleCard(environment, key, each);
  });
  if (problems.length > 0) throw new EnvironmentError(problems);
  const missing = services.filter((key) => !cards.some((each) => isOf(key, each)));
  if (missing.length === 0) return;
  const { name, terraform } = environment;
  const take = missing.map(
    (key) => `  ${takeCard(serviceStackName(name, key), key, invocation, terraform.engine).command}`,
  );
  throw new UserError(
    [
      `Expected the card of each service that the customer connects to; missing: ${missing.join(", ")}.`,
      "Take it from the deployed service, and give it with --card (a fresh checkout needs `start` first):",
      ...take,
    ].join("\n"),
  );
}

function foreignCard(environment: Environment, services: readonly string[], { file }: CardFile): Problem {
  const expected = `the card of a service that the customer connects to: ${services.join(", ")} of ${environment.name}`;
  return file.problemAt(["service"], expected, "leave the card out, or add the connection to the customer's record");
}

/** A card says what is deployed. Where the files say something else, the card or the deployment is old. */
function staleCard(environment: Environment, key: string, { file, card }: CardFile): Problem[] {
  const spec = environment.services[key];
  if (spec === undefined) return [];
  const declared: Readonly<Record<string, unknown>> = { ...cardOf(environment, key, spec) };
  const deployed: Readonly<Record<string, unknown>> = { ...card };
  const keys = [...new Set([...Object.keys(declared), ...Object.keys(deployed)])].filter(
    (each) => each !== "serviceName",
  );
  return keys
    .filter((each) => JSON.stringify(declared[each]) !== JSON.stringify(deployed[each]))
    .map((each) =>
      file.problemAt(
        [each],
        `what environment.yaml declares: ${declared[each] === undefined ? "no such key" : JSON.stringify(declared[each])}`,
        "deploy the service, then take its card again",
      ),
    );
}

/** Region of the customer's endpoint: the service's, if the customer may connect from it. */
function regionFor({ regions }: Connection, region: string): string {
  return regions === undefined || regions.includes(region) ? region : (regions[0] ?? region);
}

function detailsOf(
  { endpointId, endpointIds, clientRanges }: Connection,
  { until }: CustomerRecord,
): Partial<KitService> {
  const ids = namedEndpoints({ endpointId, endpointIds });
  return {
    ...(ids === undefined ? {} : { endpointIds: ids }),
    ...(clientRanges === undefined ? {} : { clientRanges }),
    until: until ?? null,
  };
}
