import type { EnvironmentDraft } from "../draft";
import type { Problem } from "../problem";
import { type FilePlace, foundAlike, foundTwice, lineOf } from "../twice";
import { connectionNames, endpointNames, type Knower, type KnownName } from "./known-names";

/** A name that is known already where it would be known again. */
interface Clash {
  readonly name: KnownName;
  readonly first: KnownName;
  readonly knower: Knower;
}

/**
 * A VPC knows each name once: AWS takes no two endpoints with private DNS to one service in a VPC, and Route 53 no two
 * hosted zones of one name for a VPC, nor for a Profile. A VPC's own names go before those of its Profile.
 */
export function sameKnownNameProblems(environments: readonly EnvironmentDraft[]): Problem[] {
  const names = [...environments.flatMap(endpointNames), ...environments.flatMap(connectionNames)];
  const clashes = clashesAmong(names);
  const ofVpcs = new Map<string, Clash[]>();
  for (const clash of clashes) {
    if (clash.name.connection !== undefined) continue;
    const { file, path } = clash.name.place;
    const place = [file.name, ...path].join(" ");
    const others = ofVpcs.get(place);
    if (others) others.push(clash);
    else ofVpcs.set(place, [clash]);
  }
  return [
    ...[...ofVpcs.values()].map(sameEndpointsProblem),
    ...clashes.flatMap((clash) => sameNameProblems(clash, clash.name.connection)),
  ];
}

/** Each place once: what is wrong with a shared connection is so for each who shares it. */
function clashesAmong(names: readonly KnownName[]): Clash[] {
  const seen = new Map<string, KnownName>();
  const clashes = new Map<string, Clash>();
  for (const name of names) {
    const keyOf = ({ key }: Knower) => `${key} ${name.zone}`;
    const knower = name.knowers.find((each) => seen.has(keyOf(each)));
    const first = knower && seen.get(keyOf(knower));
    for (const each of name.knowers) if (!seen.has(keyOf(each))) seen.set(keyOf(each), name);
    // Of two names of one hub, its own VPC tells.
    if (knower === undefined || first === undefined || (first.viaHub && name.viaHub)) continue;
    const { line, column, file } = name.place.file.where(name.place.path);
    const place = `${file}:${line}:${column} ${name.zone}`;
    if (!clashes.has(place)) clashes.set(place, { name, first, knower });
  }
  return [...clashes.values()];
}

function sameEndpointsProblem(clashes: readonly Clash[]): Problem {
  const [{ name, knower }] = clashes as [Clash];
  const taken = clashes.map(({ name: { text } }) => text).join(", ");
  const owners = [...new Set(clashes.map(({ first }) => first.owner))];
  const places = new Map(clashes.map(({ first }) => [lineOf(first.place), first.place]));
  return name.place.file.problemAt(
    name.place.path,
    `services that nobody else has in ${knower.title}: ${taken} of ${owners.join(", ")} are there`,
    "take them out here: what is in the VPC may use those",
    foundTwice(taken, [...places.values(), name.place]),
  );
}

function sameNameProblems({ name, first, knower }: Clash, connection: string | undefined): Problem[] {
  if (connection === undefined) return [];
  const { file, path } = name.place;
  const places = [first.place, name.place];
  const found = first.text === name.text ? foundTwice(name.text, places) : foundAlike([first.text, name.text], places);
  const own = first.owner === name.owner && first.place.file.name === file.name;
  if (first.connection === undefined) {
    const others = `those of \`vpc.awsEndpoints\`${own ? "" : ` of ${first.owner}`}`;
    const expected = `a service other than ${others}: one endpoint in a VPC has a service's private DNS name`;
    const fix = `take it out of one of the two, or write \`privateDns: false\` for connection ${connection}`;
    return [file.problemAt(path, expected, fix, found)];
  }
  const at = (place: FilePlace) => [lineOf(place), ...place.path.slice(-2)].join(" ");
  // A shared connection is written once for all who have it.
  if (!own && at(first.place) === at(name.place))
    return [
      file.problemAt(
        path,
        `a name that one consumer has in ${knower.title}: ${first.owner} and ${name.owner} share this connection`,
        path.includes("vpcs")
          ? "take the VPC out, or give each consumer a connection and a name of its own"
          : "keep the connection in one of the two: whatever is in the VPC may use its endpoint",
        `${name.text} of ${first.owner} and ${name.owner}`,
      ),
    ];
  const who = `connection ${first.connection}${own ? "" : ` of ${first.owner.replace(/^consumer /, "")}`}`;
  const where = path.includes("vpcs") ? knower.title : knower.title.replace(/^vpc-.*/, "the VPC");
  return [
    file.problemAt(
      path,
      `a name other than ${first.title}, which ${who} has in ${where} already`,
      [first.place, name.place].every(isOfNewZone)
        ? "give both the `id` of one private hosted zone that exists, with a name or `records` of its own for each; or give one of them another name"
        : "give one of them another name with `hostedZone`, or take the name from one",
      found,
    ),
  ];
}

/** Whether a name is that of a hosted zone that is made. Of one that exists, another rule tells. */
function isOfNewZone({ path }: FilePlace): boolean {
  return path.at(-1) === "name";
}
