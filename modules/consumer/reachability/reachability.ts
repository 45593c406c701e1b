import { Ec2NetworkInsightsAnalysis } from "@cdktf/provider-aws/lib/ec2-network-insights-analysis";
import { Ec2NetworkInsightsPath } from "@cdktf/provider-aws/lib/ec2-network-insights-path";
import { type IResolvable, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { type ProtocolPort, portNumbers, portText } from "../../aws/port";
import { PropertyProblems } from "../../aws/property-problems";
import type { IEndpoint } from "../endpoint";

/** Properties of {@link Reachability}. */
export interface ReachabilityProps {
  /** Name of whatever the paths begin at, for their `Name` tags. */
  readonly name: string;
  /** Id of the instance or network interface that the paths begin at, in the endpoints' VPC. */
  readonly sourceId: string;
  /** Interface endpoints that the paths lead to, by the name of the connection. */
  readonly endpoints: Readonly<Record<string, IEndpoint>>;
  /**
   * Whether each path is analysed when it is made, which AWS charges for each time. Every plan warns of those that were found not
   * to be reachable.
   *
   * @default false: people analyse them when they want to know
   */
  readonly analyse?: boolean | undefined;
}

/**
 * Paths of Reachability Analyzer from a client to endpoints, one for each port (of several in a row, the first). An analysis
 * sends nothing: it follows routes, network ACLs and security groups, and names what stands in the way.
 */
export class Reachability extends Construct {
  /** Ids of the paths, `nip-...`, by connection and port: `orders:80`, `dns:53/udp`. */
  readonly pathIds: Readonly<Record<string, string>>;
  /** Whether each was found to be reachable, in the same way; none where they are not analysed. */
  readonly found: Readonly<Record<string, IResolvable>>;

  /** @throws UserError that lists every invalid property. */
  constructor(
    scope: Construct,
    id: string,
    private readonly props: ReachabilityProps,
  ) {
    super(scope, id);
    const problems = new PropertyProblems(this);
    problems.checkName(props.name);
    if (Object.keys(props.endpoints).length === 0)
      problems.add("endpoints", "at least one connection", props.endpoints);
    problems.throwIfAny();
    const pathIds: Record<string, string> = {};
    const found: Record<string, IResolvable> = {};
    for (const [connection, endpoint] of Object.entries(props.endpoints).sort(([a], [b]) => (a < b ? -1 : 1)))
      for (const port of endpoint.ports) {
        const what = `${connection}:${portText({ port: port.port, protocol: port.protocol })}`;
        const path = this.path(connection, endpoint, port);
        pathIds[what] = path.id;
        if (props.analyse) found[what] = this.analysis(connection, port, path, what);
      }
    this.pathIds = pathIds;
    this.found = found;
  }

  private path(connection: string, endpoint: IEndpoint, port: ProtocolPort): Ec2NetworkInsightsPath {
    return new Ec2NetworkInsightsPath(this, `path-${connection}-${port.protocol}-${portNumbers(port)}`, {
      source: this.props.sourceId,
      destination: endpoint.endpointId,
      protocol: port.protocol,
      destinationPort: port.port,
      tags: { Name: `${this.props.name}-${connection}` },
    });
  }

  private analysis(connection: string, port: ProtocolPort, path: Ec2NetworkInsightsPath, what: string): IResolvable {
    const analysis = new Ec2NetworkInsightsAnalysis(
      this,
      `analysis-${connection}-${port.protocol}-${portNumbers(port)}`,
      { networkInsightsPathId: path.id, tags: { Name: `${this.props.name}-${connection}` } },
    );
    TerraformStack.of(this).addOverride(`check.${analysis.friendlyUniqueId}`, {
      assert: [
        {
          condition: `\${${analysis.fqn}.path_found}`,
          error_message: `Reachability Analyzer found no path from ${this.props.name} to ${what}: see analysis \${${analysis.fqn}.id} of path \${${path.fqn}.id}. Once what is in the way is gone, analyse it again by replacing ${analysis.terraformResourceType}.${analysis.friendlyUniqueId}.`,
        },
      ],
    });
    return analysis.pathFound;
  }
}
