import { DataAwsEc2TransitGatewayVpcAttachments } from "@cdktf/provider-aws/lib/data-aws-ec2-transit-gateway-vpc-attachments";
import { DataAwsNatGateways } from "@cdktf/provider-aws/lib/data-aws-nat-gateways";
import { DataAwsRouteTable } from "@cdktf/provider-aws/lib/data-aws-route-table";
import { DataAwsRouteTables } from "@cdktf/provider-aws/lib/data-aws-route-tables";
import { DataAwsVpcPeeringConnections } from "@cdktf/provider-aws/lib/data-aws-vpc-peering-connections";
import { TerraformIterator, TerraformLocal, TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { elementsOf } from "../aws/expressions";

/** Arguments of a route that say where to; one of them does. */
const DESTINATIONS = ["cidr_block", "ipv6_cidr_block", "destination_prefix_list_id"];

/** Arguments of a route that say through what; one of them does. */
const TARGETS = [
  "carrier_gateway_id",
  "core_network_arn",
  "egress_only_gateway_id",
  "gateway_id",
  "local_gateway_id",
  "nat_gateway_id",
  "transit_gateway_id",
  "vpc_endpoint_id",
  "vpc_peering_connection_id",
  "instance_id",
  "network_interface_id",
];

/**
 * Looks for ways out of a VPC that somebody else made: every route of every route table besides the local one (but not those
 * of gateway endpoints), routes that a virtual private gateway or a route server makes, NAT gateways, peering, and
 * attachments to transit gateways.
 *
 * An internet gateway is seen by the routes that lead to it, without which it leads nowhere: the provider can ask for one
 * only in a way that fails where there is none. What needs no route is not seen: associations with service networks of VPC
 * Lattice, Client VPN and other endpoints, and what is started with the permissions of the account later on.
 */
export class WaysOut extends Construct {
  /** Expression of the ways out, a list of texts that each say one; empty where there is none. */
  readonly found: string;
  /** Name of its own in the stack, for a Terraform `check`. */
  readonly friendlyName: string;

  /** @param vpcId id of the VPC, known when Terraform plans. */
  constructor(
    scope: Construct,
    id: string,
    private readonly vpcId: string,
  ) {
    super(scope, id);
    const lists = [
      this.routes(),
      ...this.madeRoutes(),
      ...this.natGateways(),
      ...this.peering(),
      ...this.transitGateways(),
    ];
    this.found = new TerraformLocal(this, "found", `\${concat(${lists.join(", ")})}`).fqn;
    this.friendlyName = TerraformStack.of(this).getLogicalId(this.node);
  }

  private routes(): string {
    const tables = new DataAwsRouteTables(this, "route-tables", { vpcId: this.vpcId });
    const ids = new TerraformLocal(this, "route_table_ids", `\${${elementsOf(`${tables.fqn}.ids`)}}`);
    const iterator = TerraformIterator.fromList(ids.asList);
    const table = new DataAwsRouteTable(this, "route-table", {
      forEach: iterator,
      filter: [{ name: "route-table-id", values: [iterator.value] }],
    });
    const first = (names: readonly string[]) =>
      `try(coalesce(${names.map((name) => `route.${name}`).join(", ")}), "?")`;
    const text = `format("the route of %s to %s in %s", ${first(DESTINATIONS)}, ${first(TARGETS)}, id)`;
    // A list, if an empty one, is AWS's answer. Without a list nothing is known, and nothing is proven.
    const routes = `try([for route in table.routes : ${text}], [format("what is not known: the provider lists no routes of %s", id)])`;
    const none = `try(length(${tables.fqn}.ids) >= 0, false) ? [] : ["what is not known: the provider lists no route tables of the VPC"]`;
    return `flatten([${none}, [for id, table in ${table.fqn} : ${routes}]])`;
  }

  /** Routes that the provider leaves out of a route table, since nobody declares them. */
  private madeRoutes(): string[] {
    const tables = new DataAwsRouteTables(this, "made-routes", {
      vpcId: this.vpcId,
      filter: [{ name: "route.origin", values: ["EnableVgwRoutePropagation", "Advertisement"] }],
    });
    return [each(tables, "the routes that a virtual private gateway or a route server makes in")];
  }

  private natGateways(): string[] {
    const filter = [{ name: "state", values: ["pending", "available"] }];
    return [each(new DataAwsNatGateways(this, "nat-gateways", { vpcId: this.vpcId, filter }), "the NAT gateway")];
  }

  private peering(): string[] {
    return ["requester", "accepter"].map((side) =>
      each(
        new DataAwsVpcPeeringConnections(this, `peering-${side}`, {
          filter: [
            { name: `${side}-vpc-info.vpc-id`, values: [this.vpcId] },
            { name: "status-code", values: ["pending-acceptance", "provisioning", "active"] },
          ],
        }),
        "the peering connection",
      ),
    );
  }

  private transitGateways(): string[] {
    const attachments = new DataAwsEc2TransitGatewayVpcAttachments(this, "transit-gateways", {
      filter: [
        { name: "vpc-id", values: [this.vpcId] },
        { name: "state", values: ["pendingAcceptance", "pending", "available", "modifying"] },
      ],
    });
    return [each(attachments, "the attachment to a transit gateway")];
  }
}

/** A text for each of the ids that a data source has; without a list, a text that says so, since then nothing is proven. */
function each({ fqn }: { readonly fqn: string }, what: string): string {
  return `try([for id in ${fqn}.ids : format("${what} %s", id)], ["what is not known: the provider gives no list for ${what}"])`;
}
