import type { z } from "zod";
import { once } from "../support/once";
import { applianceSchema } from "./appliance/appliance-schema";
import { withReason } from "./appliance/refused-keys";
import {
  type ApplianceDraft,
  type ConsumerDraft,
  type EnvironmentDraft,
  type HubDraft,
  isJudged,
  type ResourceDraft,
  type ServiceDraft,
  type SharedPlace,
} from "./draft";
import { environmentSchema } from "./environment-schema";
import { asMapping, entriesOf, isMapping, type Mapping, part, partWithout, soundParts } from "./fields";
import { withGatewayPlace } from "./gateway-endpoint-places";
import { hubSchema } from "./hub/hub-schema";
import { type SharedConnectionSpec, sharedConnectionSchema } from "./hub/shared-connection-schema";
import { namedKeys } from "./named-keys";
import { nearest } from "./nearest";
import type { Problem } from "./problem";
import { quotas } from "./quotas";
import { resourceSchema } from "./resource/resource-schema";
import { decode } from "./schema-problems";
import { loadBalancer } from "./service/load-balancer-schema";
import { serviceSchema } from "./service/service-schema";
import { regionSchema } from "./shared-schema";
import { serviceVpc, vpc } from "./vpc-schema";
import { keyFound, type YamlFile } from "./yaml-file";

/** The file as an environment, and what its schema finds wrong. */
export function draftEnvironment(
  name: string,
  file: YamlFile,
  records: readonly ConsumerDraft[],
  cards: EnvironmentDraft["cards"],
): { draft: EnvironmentDraft; problems: Problem[] } {
  const value = asMapping(file.value);
  const consumers = records.filter(isJudged);
  const { value: spec, problems } = read(file, environmentSchema);
  const drafts = <T>(kind: Kind, draft: (value: Mapping) => T): ReadonlyMap<string, T> | undefined => {
    const all = value[kind];
    const told = all === undefined ? isMapping(file.value) && !mayBeMisspelt(kind, problems) : isMapping(all);
    return told ? new Map(entriesOf(all).map(([key, each]): [string, T] => [key, draft(each)])) : undefined;
  };
  return {
    draft: {
      name,
      file,
      spec,
      region: part(regionSchema, value.region),
      quotas: part(quotas, value.quotas),
      services: drafts("services", draftService),
      resources: drafts("resources", draftResource),
      appliances: drafts("appliances", draftAppliance),
      consumers,
      records,
      allRecordsRead: true,
      hubs: drafts("hubs", draftHub),
      shared: drafts("sharedConnections", (each) =>
        partWithout<SharedConnectionSpec>(sharedConnectionSchema, each, INERT_OF_CONNECTION),
      ),
      sharedPlaces: new Map(
        entriesOf(value.sharedConnections).map(([key, each]): [string, SharedPlace] => [key, placeOf(each)]),
      ),
      // Only rules ask for them, and where nothing changed, no rule is checked.
      namedKeys: once(() => [
        ...consumers.flatMap(({ file: own, external, isSound }) => namedKeys(own, ["connections"], external, isSound)),
        ...namedKeys(file, ["sharedConnections"], false),
      ]),
      cards,
    },
    problems: problems.map(withReason).map(withGatewayPlace),
  };
}

/** Keys of the environment file for what connections name by key. */
type Kind = "services" | "resources" | "appliances" | "hubs" | "sharedConnections";

/**
 * Whether an absent kind may be in the file under a misspelt key, or at a place that takes no mapping: then it is not known
 * what there is of it.
 */
function mayBeMisspelt(kind: Kind, problems: readonly Problem[]): boolean {
  return problems.some(({ path, found }) => {
    const key = path.split(".").at(-1) ?? "";
    const isNear = key.startsWith(kind.slice(0, -1)) || nearest(key, [kind]) !== undefined;
    return (found === keyFound(key) && isNear) || found.startsWith("a mapping ");
  });
}

/** Keys of a connection that no other key is judged by. If one is refused, the others are judged without it. */
export const INERT_OF_CONNECTION = [
  "ports",
  "tags",
  "endpointDetails",
  "notifications",
  "timeouts",
  "policy",
  "hostedZone",
  "hostedZones",
  "zonalNames",
  "resourceShareArn",
  "acceptShare",
];

/** The same for services, resources and appliances. */
const INERT_OF_OFFERED = [
  "role",
  "tags",
  "description",
  "documentation",
  "contact",
  "card",
  "monitoring",
  "notifications",
  "preventDestroy",
  "acceptanceShards",
  "acceptor",
];

/** The same for VPCs. */
export const INERT_OF_VPC = ["flowLogs", "encryptionControl"];

function placeOf(value: Mapping): SharedPlace {
  const { mode, hub, hubVpc } = sharedConnectionSchema.shape;
  return { mode: part(mode, value.mode), hub: part(hub, value.hub), hubVpc: part(hubVpc, value.hubVpc) };
}

function draftHub(value: Mapping): HubDraft {
  const { account, role, clientRanges } = hubSchema.shape;
  return {
    spec: part(hubSchema, value),
    account: part(account, value.account),
    role: part(role, value.role),
    clientRanges: part(clientRanges, value.clientRanges),
    vpcs: new Map(entriesOf(value.vpcs).map(([name, each]) => [name, partWithout(vpc, each, INERT_OF_VPC)])),
  };
}

function draftService(value: Mapping): ServiceDraft {
  const { account, acceptance, allowedPrincipals, listeners } = serviceSchema.shape;
  return {
    spec: partWithout(serviceSchema, value, INERT_OF_OFFERED),
    account: part(account, value.account),
    vpc: partWithout(serviceVpc, value.vpc, INERT_OF_VPC),
    acceptance: part(acceptance, value.acceptance),
    allowedPrincipals: part(allowedPrincipals, value.allowedPrincipals) ?? [],
    listeners: part(listeners, value.listeners),
    privateLinkRules: soundParts(loadBalancer, value.loadBalancer).privateLinkRules,
  };
}

function draftResource(value: Mapping): ResourceDraft {
  const { account } = resourceSchema.shape;
  return {
    spec: partWithout(resourceSchema, value, INERT_OF_OFFERED),
    account: part(account, value.account),
    vpc: partWithout(vpc, value.vpc, INERT_OF_VPC),
  };
}

function draftAppliance(value: Mapping): ApplianceDraft {
  const { account, acceptance, allowedPrincipals } = applianceSchema.shape;
  return {
    spec: partWithout(applianceSchema, value, INERT_OF_OFFERED),
    account: part(account, value.account),
    vpc: partWithout(vpc, value.vpc, INERT_OF_VPC),
    acceptance: part(acceptance, value.acceptance),
    allowedPrincipals: part(allowedPrincipals, value.allowedPrincipals) ?? [],
  };
}

/** What a file says by a schema. One that is no YAML is not judged further; one with a key that is there twice is. */
export function read<T>(file: YamlFile, schema: z.ZodType<T>): ReturnType<typeof decode<T>> {
  const { syntaxProblems } = file;
  if (file.value === undefined) return { value: undefined, problems: [...syntaxProblems] };
  const { value, problems } = decode(file, schema);
  return { value, problems: [...syntaxProblems, ...problems] };
}
