import { parseServiceArn, parseServiceName } from "../../modules/aws/endpoint-service-name";
import { checked, key, type Mapping, type Report } from "../fields";
import { resourceWays } from "./resource-connection";

/** Key of a service of the same environment. */
export const serviceKey = key.describe("Key of a service in this environment's environment.yaml.");

/** Ways to say what a connection leads to: keys, of which each connection has exactly one. */
export const ways = {
  service: serviceKey.optional(),
  card: key
    .optional()
    .describe(
      "Name of a service card, cards/<card>.json beside environment.yaml: somebody else's service, of which nothing is asked of AWS.",
    ),
  serviceName: checked(refused(parseServiceName))
    .optional()
    .describe("Name of somebody else's service: com.amazonaws.vpce.<region>.vpce-svc-<hex>."),
  serviceArn: checked(refused(parseServiceArn))
    .optional()
    .describe("ARN of somebody else's service, in place of its name."),
  ...resourceWays,
};

/** The ways as reports list them. */
const LISTED =
  "`service` and `resource` (of this environment), `card`, `serviceName`, `serviceArn` and `resourceConfigurationArn`";

/** Ways that tell nothing of a service or a resource but its name, and what they lead to. */
const BY_NAME: Readonly<Record<string, string>> = {
  serviceName: "service",
  serviceArn: "service",
  resourceConfigurationArn: "resource",
};

/** What must hold between the ways, and between a way and the other keys. */
export function wayRule(connection: Mapping, report: Report): void {
  const given = Object.keys(ways).filter((way) => connection[way] !== undefined);
  if (given.length !== 1) report([], `exactly one of ${LISTED}`);
  const what = BY_NAME[given[0] ?? ""];
  if (given.length === 1 && what !== undefined && connection.ports === undefined)
    report([], `\`ports\` of the ${what}, which is not of this environment`);
  if (connection.zones !== undefined && what !== "service")
    report(["zones"], "no `zones`: they are for a service by `serviceName` or `serviceArn`", "take them out");
}

/** The expectation of a parser that gives one, as text, where it refuses. */
function refused(parse: (text: string) => unknown): (text: string) => string | undefined {
  return (text) => {
    const parsed = parse(text);
    return typeof parsed === "string" ? parsed : undefined;
  };
}
