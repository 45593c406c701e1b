import type { Body, Configuration } from "./model";
import type { Place } from "./things";

/** A consumer's VPC, which is marked, beside a service's, in one configuration of nobody's role. */
export const TWO_VPCS: Configuration = {
  provider: { aws: { region: "us-east-1" } },
  resource: {
    aws_vpc: { consumer: vpc("10.1.0.0/16", "consumer"), service: vpc("10.2.0.0/16", "service") },
    aws_subnet: { consumer: inVpc("consumer", "10.1.0.0/24"), service: inVpc("service", "10.2.0.0/24") },
    aws_security_group: { consumer: inVpc("consumer"), service: inVpc("service") },
    aws_route_table: { consumer: inVpc("consumer"), service: inVpc("service") },
    aws_internet_gateway: { service: inVpc("service") },
  },
};

function vpc(cidr_block: string, role: string): Body {
  return { cidr_block, tags: { "privatelink:vpc-role": role } };
}

function inVpc(name: string, cidr_block?: string): Body {
  return { vpc_id: `\${aws_vpc.${name}.id}`, ...(cidr_block !== undefined && { cidr_block }) };
}

/** The ids of the resources of a plan, or of a state, by their addresses. */
export type Ids = (address: string) => string;

/** One of the two. */
export function placeIn(name: "consumer" | "service", ids: Ids): Place {
  const thing = (type: string) => ({ address: `${type}.${name}`, id: ids(`${type}.${name}`) });
  return {
    vpc: thing("aws_vpc"),
    subnet: thing("aws_subnet"),
    securityGroup: thing("aws_security_group"),
    routeTable: thing("aws_route_table"),
  };
}
