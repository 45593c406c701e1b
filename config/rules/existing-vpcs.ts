import { hostedZonesOf } from "../connection/names-schema";
import type { EnvironmentDraft } from "../draft";
import { consumerTitle } from "../hub/places";
import type { Problem } from "../problem";
import { lineOf } from "../twice";
import type { KeyPath, YamlFile } from "../yaml-file";
import { type PlacedVpc, vpcsOf } from "./networks";
import type { Rule } from "./rule";

/** What the files say of a VPC or a subnet that exists, and where. */
interface Claim {
  readonly id: string;
  /** What says it. */
  readonly by: string;
  readonly file: YamlFile;
  readonly path: KeyPath;
}

interface VpcClaim extends Claim {
  /** Account that owns the VPC. */
  readonly owner: string | undefined;
  readonly region: string | undefined;
  /** Account that makes something in it, where its owner may share the subnets with that account. @default - it may not */
  readonly participant?: string | undefined;
}

/**
 * A VPC is of one account and region, wherever the files name it. Where its subnets are shared with another account by
 * AWS RAM, `ownerAccount` says whose it is.
 */
export function sameVpcProblems(environments: readonly EnvironmentDraft[]): Problem[] {
  const owners = new Map<string, VpcClaim>();
  const regions = new Map<string, VpcClaim>();
  return environments.flatMap(vpcClaims).flatMap((claim) => {
    const { id, file, path, by } = claim;
    const [first, there] = [owners.get(id), regions.get(id)];
    if (claim.owner !== undefined && !first) owners.set(id, claim);
    if (claim.region !== undefined && !there) regions.set(id, claim);
    const problems: Problem[] = [];
    if (first && claim.owner !== undefined && claim.owner !== first.owner)
      problems.push(
        file.problemAt(
          path,
          `a VPC of account ${claim.owner}: ${id} is of account ${first.owner}, as ${first.by} says (${lineOf(first)})`,
          ownerFix(first, claim),
          `${id} of ${by}, in account ${claim.owner}`,
        ),
      );
    if (there && claim.region !== undefined && claim.region !== there.region)
      problems.push(
        file.problemAt(
          path,
          `a VPC in ${claim.region}: ${id} is in ${there.region}, as ${there.by} says (${lineOf(there)})`,
          "correct the region or the id",
          `${id} of ${by}, in ${claim.region}`,
        ),
      );
    return problems;
  });
}

function vpcClaims(environment: EnvironmentDraft): VpcClaim[] {
  const declared = vpcsOf(environment).flatMap(({ owner: by, file, path, vpc, account, region, hasEndpoints }) => {
    if (vpc.id === undefined) return [];
    const owner = vpc.ownerAccount ?? account;
    const participant = hasEndpoints ? {} : { participant: account };
    return [{ id: vpc.id, by, file, path: [...path, "id"], owner, region, ...participant }];
  });
  const further = environment.consumers.flatMap((consumer) => {
    const { file, account, external, connections } = consumer;
    const zones = [...(external ? [] : connections)].flatMap(([connection, spec]) =>
      hostedZonesOf(spec ?? {}).map(({ path, spec: zone }) => ({ connection, path, zone })),
    );
    return zones.flatMap(({ connection, path, zone }) =>
      Object.entries(zone.vpcs).map(([id, vpc]) => ({
        id,
        by: `\`${path.join(".")}.vpcs\` of connection ${connection} of ${consumerTitle(consumer)}`,
        file,
        path: ["connections", connection, ...path, "vpcs", id],
        owner: vpc.account ?? zone.account ?? account,
        region: vpc.region ?? environment.region,
      })),
    );
  });
  return [...declared, ...further];
}

/** What to do where two say that they own a VPC: one of them may be a participant, with whom its subnets are shared. */
function ownerFix(first: VpcClaim, claim: VpcClaim): string {
  const [participant, owner] = claim.participant === undefined ? [first, claim] : [claim, first];
  const correct = "correct the account or the id";
  return participant.participant === undefined
    ? `${correct}: only the owner of a VPC can make endpoints in it, and associate it with hosted zones`
    : `${correct}; or, where AWS RAM shares the VPC's subnets with account ${participant.participant}, write \`ownerAccount: "${owner.owner}"\` beside \`id\` of ${participant.by}`;
}

/** A subnet is in one zone and one VPC, wherever the files name it. */
export function sameSubnetProblems(environments: readonly EnvironmentDraft[]): Problem[] {
  const seen = new Map<string, Claim & { readonly zone: string; readonly vpc: string }>();
  return environments.flatMap(vpcsOf).flatMap(({ owner: by, file, path, vpc }) =>
    Object.entries(vpc.id === undefined ? {} : (vpc.subnets ?? {})).flatMap(([zone, id]) => {
      const claim = { id, by, file, path: [...path, "subnets", zone], zone, vpc: vpc.id as string };
      const first = seen.get(id);
      seen.set(id, first ?? claim);
      if (first === undefined || (first.zone === zone && first.vpc === claim.vpc)) return [];
      const [here, there] = first.zone === zone ? [claim.vpc, first.vpc] : [zone, first.zone];
      return [
        file.problemAt(
          claim.path,
          `a subnet in ${here}: ${id} is in ${there}, as ${first.by} says (${lineOf(first)})`,
          `name the subnet that is in ${here}`,
        ),
      ];
    }),
  );
}

/** A VPC has one encryption control, so that of several that adopt it only one can ask for it. */
export function sameEncryptionControlProblems(environments: readonly EnvironmentDraft[]): Problem[] {
  const seen = new Map<string, Claim>();
  return environments.flatMap(vpcsOf).flatMap(({ owner: by, file, path, vpc }) => {
    if (vpc.id === undefined || vpc.encryptionControl === undefined) return [];
    const claim = { id: vpc.id, by, file, path: [...path, "encryptionControl"] };
    const first = seen.get(vpc.id);
    seen.set(vpc.id, first ?? claim);
    return first === undefined
      ? []
      : [
          file.problemAt(
            claim.path,
            `none: ${vpc.id} has the encryption control that ${first.by} asks for (${lineOf(first)})`,
            "remove one of the two",
          ),
        ];
  });
}

/**
 * What an account cannot make in a VPC whose subnets are shared with it. Source: AWS PrivateLink Guide, "Shared
 * subnets", and Amazon VPC User Guide, "Responsibilities and permissions for owners and participants".
 */
export const sharedVpcRule: Rule = (environment) => vpcsOf(environment).flatMap(participantProblems);

function participantProblems({ file, path, vpc, account, hasEndpoints }: PlacedVpc): Problem[] {
  const { ownerAccount } = vpc;
  if (ownerAccount === undefined || account === undefined || ownerAccount === account) return [];
  const no = (key: string, expected: string, fix: string) => [file.problemAt([...path, key], expected, fix)];
  if (hasEndpoints)
    return no(
      "ownerAccount",
      `a VPC of the consumer's own account, ${account}: AWS lets only the owner of a VPC make endpoints in it`,
      `set \`account: "${ownerAccount}"\`, with a role there; what is in the shared subnets may use the endpoints`,
    );
  return [
    ...(vpc.awsEndpoints === undefined
      ? []
      : no("awsEndpoints", "none: AWS lets only the owner of a VPC make endpoints in it", "take it out")),
    ...(vpc.flowLogs === undefined
      ? []
      : no("flowLogs", "none: AWS lets only the owner of a VPC log all of its traffic", "take it out")),
    ...(vpc.encryptionControl === undefined
      ? []
      : no("encryptionControl", "none: only the owner of a VPC can control its encryption", "remove it")),
  ];
}
