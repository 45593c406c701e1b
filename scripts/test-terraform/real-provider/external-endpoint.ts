import type { StackDocument } from "../stack";

/** An interface endpoint to a service, in a VPC of the customer's own, as the customer's own tools make it. */
export function externalEndpoint(account: string, serviceName: string): StackDocument {
  return {
    terraform: { required_providers: { aws: { source: "aws", version: ">= 5.0" } }, backend: {} },
    provider: { aws: [{ region: "us-east-1", allowed_account_ids: [account] }] },
    resource: {
      aws_vpc: { own: { cidr_block: "10.80.0.0/20", enable_dns_support: true, enable_dns_hostnames: true } },
      aws_subnet: {
        own: { vpc_id: "${aws_vpc.own.id}", cidr_block: "10.80.0.0/24", availability_zone_id: "use1-az1" },
      },
      aws_security_group: { own: { name: "endpoint", vpc_id: "${aws_vpc.own.id}" } },
      aws_vpc_endpoint: {
        orders: {
          vpc_id: "${aws_vpc.own.id}",
          service_name: serviceName,
          vpc_endpoint_type: "Interface",
          subnet_ids: ["${aws_subnet.own.id}"],
          security_group_ids: ["${aws_security_group.own.id}"],
        },
      },
    },
    output: { endpoint_id: { value: "${aws_vpc_endpoint.orders.id}" } },
  } as StackDocument;
}
