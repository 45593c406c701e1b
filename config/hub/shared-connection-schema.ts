import { z } from "zod";
import { connectionRules, connectionSchema } from "../connection/connection-schema";
import { leadsToResource } from "../connection/resource-connection";
import { acrossKeys, key, type Mapping, type Report } from "../fields";

/** How the VPCs that share a connection are connected. */
export const CONNECTION_MODES = ["perVpc", "hub", "resource"] as const;

const { shared: _, ...connectionKeys } = connectionSchema.shape;

/** A connection that many consumers share. */
export const sharedConnectionSchema = z
  .strictObject({
    mode: z
      .enum(CONNECTION_MODES)
      .default("perVpc")
      .describe(
        "How the consumers' VPCs are connected: an endpoint in each (perVpc); endpoints once in a hub's VPC, which they have a path to (hub); an endpoint of a private resource or a service network in each (resource). Default: perVpc.",
      ),
    hub: key.optional().describe("With `mode: hub`: key of the hub."),
    hubVpc: key
      .optional()
      .describe(
        "With `mode: hub`: name of the hub's VPC that the endpoint is in. To change it is another endpoint. Default: the only one.",
      ),
    ...connectionKeys,
  })
  .check(...connectionRules, acrossKeys(modeRule))
  .describe("A connection that consumers share, who name it by `shared`.");

/** What must hold between the mode and the other keys. */
function modeRule(connection: Mapping, report: Report): void {
  const { mode, hub, hubVpc, privateDns, hostedZone, hostedZones, awsService } = connection;
  const toResource = leadsToResource(connection);
  if (mode === "resource" && !toResource)
    report(
      ["mode"],
      "`resource`, `resourceConfigurationArn` or `serviceNetworkArn` with `mode: resource`",
      "name the private resource in place of the service, or choose `perVpc` or `hub`",
    );
  if ((mode === "perVpc" || mode === "hub") && toResource)
    report(["mode"], "`mode: resource` for a private resource", "write `resource`");
  if (mode === "hub") {
    if (hub === undefined) report([], "`hub` with `mode: hub`: the key of the hub that has the endpoint");
    // Services of AWS have private DNS unless it is taken from them.
    const named = privateDns === true || (awsService !== undefined && privateDns === undefined);
    if (!named && hostedZone === undefined && hostedZones === undefined)
      report(
        [],
        "`privateDns: true` or `hostedZone` with `mode: hub`: clients find the endpoint by a name of the hub's Profile",
        "give it a name: privateDns for the service's own, hostedZone for one of yours",
      );
    // AWS does not document what a Profile makes of a name that only inbound resolvers know.
    if (connection.privateDnsOnlyForInboundResolvers === true)
      report(
        ["privateDnsOnlyForInboundResolvers"],
        "false with `mode: hub`: the hub's Profile brings the private name to the consumers' VPCs",
        "take it out, or declare the connection for one VPC",
      );
    return;
  }
  // Of a mode that is not known, it is not known what goes with it.
  if (mode !== undefined && !CONNECTION_MODES.some((each) => each === mode)) return;
  const given = Object.entries({ hub, hubVpc }).flatMap(([name, value]) => (value === undefined ? [] : [name]));
  const [first] = given;
  if (first === undefined) return;
  const names = given.map((name) => `\`${name}\``).join(" and ");
  report(
    [first],
    `\`mode: hub\` beside ${names}`,
    `take ${given.length > 1 ? "them" : "it"} out, or write \`mode: hub\``,
  );
}

/** A shared connection as an environment file gives it. */
export type SharedConnectionSpec = z.output<typeof sharedConnectionSchema>;
