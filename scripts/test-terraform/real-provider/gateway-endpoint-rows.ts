import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { GatewayEndpoint, type GatewayEndpointProps } from "../../../modules/consumer";
import type { Planned, Row } from "./row";

const NOTHING = () => ({});

/** A change of a gateway endpoint to S3, which is in the first of its two route tables. */
function gatewayEndpoint(
  id: string,
  change: string,
  expected: Planned,
  after: (tables: readonly string[]) => Partial<GatewayEndpointProps>,
  before: (tables: readonly string[]) => Partial<GatewayEndpointProps> = NOTHING,
): Row {
  const make = (given: (tables: readonly string[]) => Partial<GatewayEndpointProps>): Row["before"] => {
    return (scope, construct, { vpc }) => {
      // AWS takes one endpoint of a service in each table.
      const tables = ["a", "b"].map(
        (key) => new RouteTable(scope, `${construct}-table-${key}`, { vpcId: vpc.vpcId }).id,
      );
      new GatewayEndpoint(scope, construct, {
        name: id,
        service: "s3",
        vpc,
        region: "us-east-1",
        buckets: ["receipts"],
        routeTableIds: tables.slice(0, 1),
        ...given(tables),
      });
    };
  };
  return {
    id,
    change: `GatewayEndpoint: ${change}`,
    type: "aws_vpc_endpoint",
    expected,
    before: make(before),
    after: make(after),
  };
}

/** `dnsRecordIpType` has no row: the simulator does not keep it for a gateway endpoint. */
export const GATEWAY_ENDPOINT_ROWS: readonly Row[] = [
  gatewayEndpoint("gep-policy", "buckets", "update", () => ({
    buckets: ["invoices", "receipts"],
  })),
  gatewayEndpoint("gep-tables", "routeTableIds", "update", (routeTableIds) => ({ routeTableIds })),
  gatewayEndpoint("gep-type", "ipAddressType", "update", () => ({ ipAddressType: "dualstack" })),
  gatewayEndpoint("gep-type-removed", "ipAddressType removed", "no change", NOTHING, () => ({
    ipAddressType: "dualstack",
  })),
  gatewayEndpoint("gep-name", "name", "update", () => ({ name: "another" })),
];
