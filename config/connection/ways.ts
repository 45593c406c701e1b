import { parseServiceArn, parseServiceName } from "../../modules/aws/endpoint-service-name";
import { checked, key, type Mapping, type Report } from "../fields";

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
};

/** The ways as reports list them. */
const LISTED = "`service` (of this environment), `card`, `serviceName` and `serviceArn`";

/** Ways that tell nothing of a service but its name. */
const BY_NAME = ["serviceName", "serviceArn"];

/** What must hold between the ways, and between a way and the other keys. */
export function wayRule(connection: Mapping, report: Report): void {
  const given = Object.keys(ways).filter((way) => connection[way] !== undefined);
  if (given.length !== 1) report([], `exactly one of ${LISTED}`);
  else if (BY_NAME.includes(given[0] ?? "") && connection.ports === undefined)
    report([], "`ports` of the service, which is not of this environment");
  if (connection.zones !== undefined && !given.some((way) => BY_NAME.includes(way)))
    report(["zones"], "no `zones`: those of a service of this environment and of a card are known", "take them out");
}

/** The expectation of a parser that gives one, as text, where it refuses. */
function refused(parse: (text: string) => unknown): (text: string) => string | undefined {
  return (text) => {
    const parsed = parse(text);
    return typeof parsed === "string" ? parsed : undefined;
  };
}
