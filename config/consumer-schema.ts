import { z } from "zod";
import { parseServiceArn, parseServiceName } from "../modules/aws/endpoint-service-name";
import { principalProblem } from "../modules/aws/principal";
import { DEFAULT_SCHEDULE, scheduleProblem } from "../modules/consumer/client-application";
import { DEFAULT_MINIMUM_ZONES, sourceProblem } from "../modules/consumer/interface-endpoint";
import { endpointIdProblem } from "../modules/provider/connection-acceptance";
import { acrossKeys, asMapping, checked, key } from "./fields";
import { account, httpPath, port, role, tags, vpc } from "./shared-schema";

const principal = checked((text) => (text === "*" ? "one principal, not `*`" : principalProblem(text)))
  .optional()
  .describe(
    "Who of the consumer may ask for connections, as an ARN of its account: arn:aws:iam::<account>:role/<name>. Default: the whole account (root).",
  );

const serviceKey = key.describe("Key of a service in this environment's environment.yaml.");

export const connectionSchema = z
  .strictObject({
    service: serviceKey.optional(),
    serviceName: checked(refused(parseServiceName))
      .optional()
      .describe("Name of somebody else's service: com.amazonaws.vpce.<region>.vpce-svc-<hex>."),
    serviceArn: checked(refused(parseServiceArn))
      .optional()
      .describe("ARN of somebody else's service, in place of its name."),
    ports: z
      .array(port)
      .min(1)
      .optional()
      .describe("TCP ports to reach. Default: all of the service's listeners; required for somebody else's service."),
    allowFrom: z
      .array(checked(sourceProblem))
      .min(1)
      .optional()
      .describe(
        "Who in the VPC may connect: IPv4 ranges, security groups (sg-...), prefix lists (pl-...). Default: the VPC's range.",
      ),
    minimumZones: z
      .int()
      .min(1)
      .default(DEFAULT_MINIMUM_ZONES)
      .describe(`Fewest zones that the service and the VPC must share. Default: ${DEFAULT_MINIMUM_ZONES}.`),
    httpPaths: z
      .record(z.string().regex(/^[1-9]\d{0,4}$/, { error: "a port" }), httpPath)
      .default({})
      .describe(
        "Paths that the client application asks for over HTTP, by port. Default: those of the listeners' health checks where these are HTTP; on other ports the client just connects.",
      ),
  })
  .check(
    acrossKeys(({ service, serviceName, serviceArn, ports, httpPaths }, report) => {
      const ways = [service, serviceName, serviceArn].filter((way) => way !== undefined);
      if (ways.length !== 1)
        report([], "exactly one of `service` (of this environment), `serviceName` and `serviceArn`");
      else if (service === undefined && ports === undefined)
        report([], "`ports` of the service, which is not of this environment");
      for (const port of Object.keys(asMapping(httpPaths)))
        if (Array.isArray(ports) && !ports.includes(Number(port)))
          report(["httpPaths", port], `a port of the connection: ${ports.join(", ")}`);
    }),
  )
  .describe("A connection to one service, through an interface endpoint of its own.");

/** Schema of a consumer that this environment builds: VPC, endpoints and client application. */
export const managedConsumerSchema = z
  .strictObject({
    external: z
      .literal(false, { error: "true or false" })
      .optional()
      .describe("Whether the consumer runs their own side. Default: false."),
    account: account.describe("Account of the consumer."),
    role: role.optional(),
    principal,
    vpc: vpc.describe("VPC of the consumer: a new isolated one (cidr), or one that exists (id)."),
    connections: z
      .record(key, connectionSchema)
      .refine((all) => Object.keys(all).length >= 1, { error: "at least one connection" })
      .describe("Connections by a name of your choice."),
    client: z
      .union([
        z.literal(false),
        z.strictObject({
          schedule: checked(scheduleProblem)
            .default(DEFAULT_SCHEDULE)
            .describe(`When to check: rate(...) or cron(...). Default: ${DEFAULT_SCHEDULE}.`),
        }),
      ])
      .default({ schedule: DEFAULT_SCHEDULE })
      .describe("Client application that checks every connection on a schedule; false for none."),
    tags: tags.default({}).describe("Tags besides the environment's."),
  })
  .describe("A consumer whose side this environment builds.");

/** Schema of a consumer who runs their own side: this environment allows them to connect and accepts their endpoint. */
export const externalConsumerSchema = z
  .strictObject({
    external: z
      .literal(true, { error: "true or false" })
      .describe("The consumer runs their own side: only the provider's is built."),
    account: account.describe("Account of the consumer."),
    principal,
    contact: z.string().min(1).optional().describe("Whom to talk to."),
    connections: z
      .record(
        key,
        z.strictObject({
          service: serviceKey,
          endpointId: checked(endpointIdProblem)
            .optional()
            .describe(
              "Id of the consumer's endpoint, once they have told it: it is then accepted. Default: not yet known.",
            ),
        }),
      )
      .refine((all) => Object.keys(all).length >= 1, { error: "at least one connection" })
      .describe("Connections by a name of your choice."),
  })
  .describe("An external consumer, such as a customer, who runs their own side.");

/** Schema of `environments/<environment>/consumers/<consumer>.yaml`. */
export const consumerSchema = z.union([managedConsumerSchema, externalConsumerSchema]);

export type ManagedConsumerSpec = z.output<typeof managedConsumerSchema>;
export type ExternalConsumerSpec = z.output<typeof externalConsumerSchema>;
/** A consumer file as it was read, with its defaults filled in. */
export type ConsumerSpec = ManagedConsumerSpec | ExternalConsumerSpec;
export type ConnectionSpec = z.output<typeof connectionSchema>;

/** The expectation of a parser that gives one, as text, where it refuses. */
function refused(parse: (text: string) => unknown): (text: string) => string | undefined {
  return (text) => {
    const parsed = parse(text);
    return typeof parsed === "string" ? parsed : undefined;
  };
}
