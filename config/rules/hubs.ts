import { VPCS_PER_PROFILE } from "../../modules/hub/names";
import { type ConsumerDraft, regionOf } from "../draft";
import { hubVpcOf } from "../hub/resolve";
import { isMisdeclared, writeNearestKey } from "../nearest";
import type { Problem } from "../problem";
import { type FilePlace, foundTwice } from "../twice";
import type { Rule } from "./rule";

/** What is shared by key is there. */
export const sharedKeyRule: Rule = ({ file, shared, namedKeys }) =>
  namedKeys().flatMap(({ file: own, path, keys: { shared: key } }) => {
    if (key === undefined || shared === undefined || shared.has(key)) return [];
    const known = [...shared.keys()];
    if (isMisdeclared(key, known)) return [];
    return [
      own.problemAt(
        [...path, "shared"],
        known.length === 0
          ? `a shared connection of this environment, but ${file.name} has none`
          : `a shared connection of ${file.name}: ${known.join(", ")}`,
        writeNearestKey(key, known) ?? `add it under \`sharedConnections\` in ${file.name}`,
      ),
    ];
  });

/** Hubs of shared connections, and their VPCs, are there. */
export const hubKeyRule: Rule = ({ file, sharedPlaces, hubs }) =>
  [...sharedPlaces].flatMap(([name, place]) => {
    if (place.mode !== "hub" || place.hub === undefined || hubs === undefined) return [];
    const path = ["sharedConnections", name];
    if (!hubs.has(place.hub)) {
      const known = [...hubs.keys()];
      if (isMisdeclared(place.hub, known)) return [];
      const expected = known.length === 0 ? "a hub under `hubs`, of which there is none" : `a hub: ${known.join(", ")}`;
      return [file.problemAt([...path, "hub"], expected, writeNearestKey(place.hub, known) ?? "add it under `hubs`")];
    }
    const names = [...(hubs.get(place.hub)?.vpcs.keys() ?? [])];
    // Of a name that was refused something is said already.
    const refused = place.hubVpc === undefined && file.valueAt([...path, "hubVpc"]) !== undefined;
    if (names.length === 0 || refused || hubVpcOf(hubs, place)) return [];
    const expected = `one of the VPCs of hub ${place.hub}: ${names.join(", ")}`;
    return [
      place.hubVpc === undefined
        ? file.problemAt(
            path,
            `\`hubVpc\`, ${expected}`,
            "say which, and keep to it: an endpoint does not move from VPC to VPC",
          )
        : file.problemAt([...path, "hubVpc"], expected, writeNearestKey(place.hubVpc, names) ?? "choose one"),
    ];
  });

/** A hub is for VPCs that have a path to it, which an isolated one must not have. */
export const hubPathRule: Rule = ({ consumers }) =>
  consumers.flatMap(({ file, vpc, viaHub, hubPath }) => {
    const [name] = Object.keys(viaHub ?? {});
    if (name === undefined || vpc === undefined) return [];
    const path = ["connections", name, "shared"];
    const through = "`mode: hub` leads to endpoints in another VPC, by a transit gateway, Cloud WAN or a peering";
    if (vpc.id === undefined)
      return [
        file.problemAt(
          path,
          `a shared connection of another mode: ${through}, which an isolated VPC, as this one, must not have`,
          "choose `mode: perVpc` or `resource`, or a VPC that exists (`vpc.id`) and has such a path",
        ),
      ];
    const problems: Problem[] = [];
    if (vpc.isolation !== "reported" && vpc.isolation !== "unchecked")
      problems.push(
        file.problemAt(
          ["vpc"],
          `\`isolation: reported\` or \`unchecked\`: ${through}, so that the VPC is not isolated`,
          "say so; or choose `mode: perVpc` or `resource` for an isolated VPC",
          vpc.isolation === undefined ? "nothing: the default is `required`" : "required",
        ),
      );
    // Of a path that was refused something is said already.
    if (hubPath === undefined && file.valueAt(["hubPath"]) === undefined)
      problems.push(
        file.problemAt(
          [],
          "`hubPath`, by which the VPC gets to the hub's: transitGateway, cloudWan or peering",
          "see with the network's owner that there is such a path, both ways, and say which",
        ),
      );
    return problems;
  });

/** A Profile is of one region (Amazon Route 53 Developer Guide, "What are Route 53 Profiles?"), and so are its VPCs. */
export const hubRegionRule: Rule = (draft) =>
  draft.consumers.flatMap((consumer) => {
    const { file, viaHub } = consumer;
    const [name] = Object.keys(viaHub ?? {});
    const region = regionOf(draft, consumer);
    if (name === undefined || region === undefined || region === draft.region) return [];
    return [
      file.problemAt(
        ["region"],
        `${draft.region}, the region of the hub that connection ${name} is shared by: its Profile is of one region`,
        "choose `mode: perVpc` for a consumer of another region, which has an endpoint of its own",
      ),
    ];
  });

/** A VPC has one Profile, by one consumer; and a Profile has not more VPCs than AWS lets it. */
export const profileRule: Rule = ({ consumers, hubs }) => {
  const byVpc = new Map<string, FilePlace & { name: string }>();
  const perHub = new Map<string, number>();
  return consumers.flatMap((consumer) => {
    const { file, name, vpc } = consumer;
    const via = Object.entries(consumer.viaHub ?? {});
    const [first] = via;
    if (first === undefined || vpc?.id === undefined) return [];
    const [, { hub }] = first;
    const problems = via.flatMap(([connection, other]) =>
      other.hub === hub
        ? []
        : [
            file.problemAt(
              ["connections", connection, "shared"],
              `a shared connection of hub ${hub}, as that of ${first[0]}: a VPC can have one Profile only`,
              "put both into one hub, in two of its VPCs if need be",
              `one of hub ${other.hub}`,
            ),
          ],
    );
    const other = byVpc.get(vpc.id);
    const place = { file, path: ["vpc", "id"] };
    byVpc.set(vpc.id, other ?? { ...place, name });
    if (other !== undefined)
      problems.push(
        file.problemAt(
          ["connections", first[0], "shared"],
          `one consumer with connections of a hub in ${vpc.id}, which ${other.name} is: the VPC has the Profile from there`,
          `move the connection to ${other.name}`,
          foundTwice(vpc.id, [other, place]),
        ),
      );
    const associated = (perHub.get(hub) ?? 0) + 1;
    perHub.set(hub, associated);
    if (associated === VPCS_PER_PROFILE + 1 && hubs?.get(hub)?.spec?.profile.associate !== false)
      problems.push(
        file.problemAt(
          ["connections", first[0], "shared"],
          `at most ${VPCS_PER_PROFILE} VPCs with the Profile of hub ${hub}`,
          "make a second hub for further consumers",
        ),
      );
    return problems;
  });
};

/** What stands for a VPC of a hub has a name of its own, among the hubs and among the consumers. */
export const hubNameRule: Rule = ({ file, records }) => {
  const what = ({ file: own, hubVpc }: ConsumerDraft) =>
    hubVpc
      ? `the VPC ${hubVpc.vpc} of hub ${hubVpc.hub} (line ${file.place(["hubs", hubVpc.hub, "vpcs", hubVpc.vpc]).line})`
      : `the consumer in ${own.name}`;
  const seen = new Map<string, ConsumerDraft>();
  return records.flatMap((consumer) => {
    const { name, hubVpc } = consumer;
    const other = seen.get(name);
    seen.set(name, other ?? consumer);
    return other === undefined || hubVpc === undefined
      ? []
      : [
          file.problemAtKey(
            ["hubs", hubVpc.hub, "vpcs", hubVpc.vpc],
            `a name by which the stack is not ${name}, as that of ${what(other)}`,
            "rename it",
          ),
        ];
  });
};
