import { CouldNotAsk } from "../../../connections/could-not-ask";
import { observedConnection } from "../../../connections/observe";
import { NOT_KNOWN, type ObservedConnection } from "../../../ledger/observation";
import { listed } from "../../../support/listed";
import type { ServiceObservation } from "../build-report";
import type { OfferedService } from "../offered-services";
import type { StateDocument } from "./find-documents";

/** An endpoint as the state of its owner has it, or as the state of the acceptance has it, or both. */
interface FoundEndpoint {
  readonly serviceId: string;
  readonly state: string;
  readonly owner?: string | undefined;
  readonly region?: string | undefined;
}

/**
 * What states say of services. An endpoint is seen where its own stack's state has it, or the state of the acceptance
 * stack; the latter says whether it is connected.
 *
 * @returns what the files say, in the order of the services.
 */
export function observeFiles(
  services: readonly OfferedService[],
  documents: readonly StateDocument[],
): ServiceObservation[] {
  const ids = serviceIds(documents);
  const byService = new Map<string, [string, FoundEndpoint][]>();
  for (const each of endpoints(documents)) {
    const list = byService.get(each[1].serviceId) ?? [];
    byService.set(each[1].serviceId, list);
    list.push(each);
  }
  return services.map((service) => {
    const found = [...(ids.get(service.tagName) ?? [])].sort();
    const [serviceId] = found;
    if (serviceId === undefined || found.length > 1)
      return { serviceId: undefined, connections: [], problem: notOne(service, found) };
    return observation(serviceId, byService.get(serviceId) ?? []);
  });
}

function observation(serviceId: string, found: readonly [string, FoundEndpoint][]): ServiceObservation {
  const read = found.map(([id, { state, owner = NOT_KNOWN, region = NOT_KNOWN }]) =>
    observedConnection({ VpcEndpointId: id, VpcEndpointState: state, VpcEndpointOwner: owner }, region),
  );
  const unreadable = read.filter((each) => typeof each === "string");
  return {
    serviceId,
    connections: read.filter((each): each is ObservedConnection => typeof each !== "string"),
    problem:
      unreadable.length === 0
        ? undefined
        : new CouldNotAsk({
            expected: "states with connections as this version of the program knows them",
            found: listed(unreadable),
            fix: "refresh the states with `terraform apply -refresh-only`, or ask AWS",
          }),
  };
}

/** Ids of the services with each tag `Name`. */
function serviceIds(documents: readonly StateDocument[]): Map<string, Set<string>> {
  const ids = new Map<string, Set<string>>();
  for (const { resources } of documents)
    for (const { type, values } of resources) {
      if (type !== "aws_vpc_endpoint_service") continue;
      const tags = { ...(values.tags_all as object | undefined), ...(values.tags as object | undefined) };
      const name = text(Reflect.get(tags, "Name"));
      const id = text(values.id);
      if (name !== undefined && id !== undefined) ids.set(name, (ids.get(name) ?? new Set()).add(id));
    }
  return ids;
}

/** The endpoints, by their ids. */
function endpoints(documents: readonly StateDocument[]): Map<string, FoundEndpoint> {
  const found = new Map<string, FoundEndpoint>();
  const accepted = new Map<string, FoundEndpoint>();
  for (const { resources } of documents)
    for (const { type, values } of resources) {
      const id = text(values.id);
      const serviceId = text(values.service_name)?.match(/vpce-svc-[0-9a-f]+$/)?.[0];
      if (type === "aws_vpc_endpoint" && id !== undefined && serviceId !== undefined)
        found.set(id, { serviceId, state: text(values.state) ?? "", ...ownerOf(values) });
      const endpoint = text(values.vpc_endpoint_id);
      const service = text(values.vpc_endpoint_service_id);
      if (type === "aws_vpc_endpoint_connection_accepter" && endpoint !== undefined && service !== undefined)
        accepted.set(endpoint, { serviceId: service, state: text(values.vpc_endpoint_state) ?? "" });
    }
  for (const [id, each] of accepted) found.set(id, { ...found.get(id), ...each });
  return found;
}

/** Account and region of an endpoint, by its ARN: `arn:aws:ec2:<region>:<account>:vpc-endpoint/<id>`. */
function ownerOf({ arn, owner_id }: Readonly<Record<string, unknown>>): Pick<FoundEndpoint, "owner" | "region"> {
  const [, , , region, account] = text(arn)?.split(":") ?? [];
  return { owner: text(owner_id) ?? (account || undefined), region: region || undefined };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function notOne({ tagName, stack }: OfferedService, found: readonly string[]): CouldNotAsk {
  return new CouldNotAsk({
    expected: `one endpoint service with the tag Name = ${tagName} in the files`,
    found: found.length === 0 ? "none" : `${found.length}: ${found.join(", ")}`,
    fix: found.length === 0 ? `give the state of ${stack}, or leave the service out` : "leave out old states",
  });
}
