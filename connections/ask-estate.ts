import type { ObservedConnection } from "../ledger/observation";
import { type AccessAccount, type AccountAccess, type AccountPlace, accessAccount } from "./account-access";
import { errorText } from "./call-error";
import { CouldNotAsk } from "./could-not-ask";
import type { CallCounter, CallOptions } from "./ec2-calls";
import { findServices } from "./find-services";
import { observe } from "./observe";

/** Accounts and regions that are asked at a time. */
const AT_ONCE = 8;

/** A service to ask about. */
export interface AskedService extends AccountPlace {
  /** Value of its tag `Name`. */
  readonly tagName: string;
  /** Name of its stack, for what is to be done about a problem. */
  readonly stack: string;
}

/** What AWS says of a service. */
export interface ServiceAnswered {
  /** Id of the service; undefined where it was not found. */
  readonly serviceId: string | undefined;
  readonly connections: readonly ObservedConnection[];
  /** Why the connections are not known; undefined where all of them are. */
  readonly problem: CouldNotAsk | undefined;
  /** Access to the service's account; undefined where there is none. */
  readonly access: AccountAccess | undefined;
}

/** How an estate is asked. */
export interface AskOptions extends CallOptions {
  readonly counter?: CallCounter;
  /** How an account is got access to. @default - by the AWS SDK */
  readonly access?: AccessAccount;
  /** Is told how many services are done, of how many. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Asks AWS about services of any accounts and regions: those of one account and region together, some accounts at a
 * time. What cannot be asked is told of its services, and holds up no other one.
 *
 * @returns what AWS says, in the order of the services.
 * @throws the reason of the signal, where it ended the work.
 */
export async function askEstate(
  services: readonly AskedService[],
  options: AskOptions = {},
): Promise<ServiceAnswered[]> {
  const groups = byAccount(services);
  const answers = new Map<AskedService, ServiceAnswered>();
  const next = async (): Promise<void> => {
    for (let group = groups.shift(); group !== undefined; group = groups.shift()) {
      for (const [service, answer] of await askGroup(group, options)) answers.set(service, answer);
      options.signal?.throwIfAborted();
      options.onProgress?.(answers.size, services.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return services.map((service) => answers.get(service) ?? unknown(undefined, neverAsked()));
}

function byAccount(services: readonly AskedService[]): AskedService[][] {
  const groups = new Map<string, AskedService[]>();
  for (const service of services) {
    const key = `${service.account} ${service.region} ${service.roleArn}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push(service);
  }
  return [...groups.values()];
}

async function askGroup(
  group: readonly AskedService[],
  { access: accessOf = accessAccount, counter = { calls: 0 }, signal }: AskOptions,
): Promise<(readonly [AskedService, ServiceAnswered])[]> {
  const [first] = group;
  if (first === undefined) return [];
  let access: AccountAccess | undefined;
  try {
    access = await accessOf(first, counter, { signal });
    const found = await findServices(
      access.calls,
      group.map(({ tagName }) => tagName),
      { signal },
    );
    const ids = group.flatMap(({ tagName }) => oneOf(found.get(tagName)) ?? []);
    const observed = ids.length === 0 ? new Map() : await observe(access.calls, ids, first.region, { signal });
    return group.map((service) => {
      const serviceId = oneOf(found.get(service.tagName));
      const there = serviceId === undefined ? undefined : observed.get(serviceId);
      const problem =
        there === undefined ? notOne(service, found.get(service.tagName) ?? []) : unreadable(there.unreadable);
      return [service, { serviceId, connections: there?.connections ?? [], problem, access }] as const;
    });
  } catch (error) {
    signal?.throwIfAborted();
    const problem = error instanceof CouldNotAsk ? error : callFailed(first, error);
    return group.map((service) => [service, unknown(access, problem)] as const);
  }
}

function unknown(access: AccountAccess | undefined, problem: CouldNotAsk): ServiceAnswered {
  return { serviceId: undefined, connections: [], problem, access };
}

function oneOf(ids: readonly string[] | undefined): string | undefined {
  return ids?.length === 1 ? ids[0] : undefined;
}

function notOne({ tagName, account, region, stack }: AskedService, found: readonly string[]): CouldNotAsk {
  return new CouldNotAsk({
    expected: `one endpoint service with the tag Name = ${tagName} in account ${account}, ${region}`,
    found: found.length === 0 ? "none" : `${found.length}: ${found.join(", ")}`,
    fix:
      found.length === 0 ? `deploy ${stack}, or leave the service out` : `take the tag from all but that of ${stack}`,
  });
}

function unreadable(connections: readonly string[]): CouldNotAsk | undefined {
  const [first] = connections;
  return first === undefined
    ? undefined
    : new CouldNotAsk({
        expected: "connections as this version of the program knows them",
        found: `${connections.length} that it does not, such as ${first}`,
        fix: "update the program, or look at them in the VPC console",
      });
}

function callFailed({ account, region }: AskedService, error: unknown): CouldNotAsk {
  return new CouldNotAsk(
    {
      expected: `account ${account} to say which connections there are in ${region}`,
      found: errorText(error),
      fix: "allow ec2:DescribeVpcEndpointServiceConfigurations and ec2:DescribeVpcEndpointConnections, or try again later",
    },
    error,
  );
}

function neverAsked(): CouldNotAsk {
  return new CouldNotAsk({ expected: "to be asked", found: "the run ended before", fix: "run it again" });
}
