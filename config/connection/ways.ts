import { z } from "zod";
import { awsServiceProblem } from "../../modules/aws/aws-service";
import { parseServiceArn, parseServiceName } from "../../modules/aws/endpoint-service-name";
import { asMapping, checked, key, type Mapping, type Report } from "../fields";
import { regionSchema } from "../shared-schema";
import { awsServiceAdvice } from "./aws-service-advice";
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
  awsService: checked(awsServiceProblem, awsServiceFix)
    .meta({ examples: ["s3", "ecr.api", "ssm"] })
    .optional()
    .describe(
      "Short name of a service of AWS's own: s3, ecr.api, ssm, logs. Its name follows from the region; the port is 443, unless the service has another.",
    ),
  ...resourceWays,
};

/** The ways as reports list them. */
const LISTED =
  "`service` and `resource` (of this environment), `card`, `serviceName`, `serviceArn`, `awsService`, `resourceConfigurationArn` and `serviceNetworkArn`";

/** Ways that tell nothing of a service or a resource but its name, and what they lead to. */
const BY_NAME: Readonly<Record<string, string>> = {
  serviceName: "service",
  serviceArn: "service",
  resourceConfigurationArn: "resource",
  serviceNetworkArn: "service network",
};

/** Keys beside a way that concern services by name. */
export const wayKeys = {
  region: regionSchema
    .optional()
    .describe(
      "Region of the service (awsService, serviceName, serviceArn), where it is another than the consumer's; a name and an ARN must be of it. Default: the consumer's.",
    ),
  lookup: z
    .boolean()
    .optional()
    .describe(
      "Whether AWS is asked for a service by serviceName, serviceArn or awsService. Where it cannot be (the service is not shown to the account, or the role may not ask) and its zones are not known either: false. The endpoint is then in every zone of the VPC, or in inZones, and AWS refuses the apply where one is not the service's. Default: true, unless there are zones.",
    ),
};

/** What must hold between the ways, and between a way and the other keys. */
export function wayRule(connection: Mapping, report: Report): void {
  if (connection.shared !== undefined) return;
  const given = Object.keys(ways).filter((way) => connection[way] !== undefined);
  if (given.length !== 1) report([], `exactly one of ${LISTED}`);
  const what = BY_NAME[given[0] ?? ""];
  if (given.length === 1 && what !== undefined && connection.ports === undefined)
    report([], `\`ports\` of the ${what}, which is not of this environment`);
  const aws = connection.awsService !== undefined;
  if (connection.zones !== undefined && what !== "service" && !aws)
    report(
      ["zones"],
      "no `zones`: they are for a service by `serviceName`, `serviceArn` or `awsService`",
      "take them out",
    );
  if (connection.lookup !== undefined && what !== "service" && !aws)
    report(
      ["lookup"],
      "no `lookup`: it is for a service by `serviceName`, `serviceArn` or `awsService`",
      "take it out",
    );
  if (connection.lookup === true && connection.zones !== undefined)
    report(
      ["lookup"],
      "no `lookup` beside `zones`, which are given so that AWS need not be asked",
      "take one of them out",
    );
  if (connection.region !== undefined && what !== "service" && !aws)
    report(
      ["region"],
      "no `region`: it is for a service by `awsService`, `serviceName` or `serviceArn`",
      "take it out",
    );
  if (aws && connection.ports === undefined && Object.keys(asMapping(connection.httpPaths)).length > 0)
    report(["httpPaths"], "no paths: services of AWS speak TLS", "take them out");
}

/** What to do about a text that is no short name of a service of AWS. */
function awsServiceFix(text: string): string {
  return awsServiceAdvice(
    text,
    "for one that is new, give its whole name: `serviceName: com.amazonaws.<region>.<service>`, with its `ports`",
  );
}

/** The expectation of a parser that gives one, as text, where it refuses. */
function refused(parse: (text: string) => unknown): (text: string) => string | undefined {
  return (text) => {
    const parsed = parse(text);
    return typeof parsed === "string" ? parsed : undefined;
  };
}
