import { parseServiceArn, parseServiceName } from "../../modules/aws/endpoint-service-name";
import { checked, key, type Mapping, type Report } from "../fields";
import { resourceWays } from "./resource-connection";

/** Key of a service of the same environment. */
export const serviceKey = key.describe("Key of a service in this environment's environment.yaml.");

/** Ways to say what a connection leads to: keys, of which each connection has exactly one. */
export const ways = {
  service: serviceKey.optional(),
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
  "`service` and `resource` (of this environment), `serviceName`, `serviceArn` and `resourceConfigurationArn`";

/** What must hold between the ways, and between a way and the other keys. */
export function wayRule(connection: Mapping, report: Report): void {
  const given = Object.keys(ways).filter((way) => connection[way] !== undefined);
  if (given.length !== 1) report([], `exactly one of ${LISTED}`);
  else if (connection.service === undefined && connection.resource === undefined && connection.ports === undefined)
    report(
      [],
      `\`ports\` of the ${connection.resourceConfigurationArn === undefined ? "service" : "resource"}, which is not of this environment`,
    );
}

/** The expectation of a parser that gives one, as text, where it refuses. */
function refused(parse: (text: string) => unknown): (text: string) => string | undefined {
  return (text) => {
    const parsed = parse(text);
    return typeof parsed === "string" ? parsed : undefined;
  };
}
