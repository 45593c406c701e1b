import { EndpointService, type EndpointServiceProps, NetworkLoadBalancer } from "../../../modules/provider";
import { type Planned, type Row, zonesOf } from "./row";

const NOTHING = () => ({});

/** A change of an endpoint service, which has two load balancers, of which it uses the first. */
function service(
  id: string,
  change: string,
  expected: Planned,
  after: (arns: readonly string[]) => Partial<EndpointServiceProps>,
): Row {
  const make = (given: (arns: readonly string[]) => Partial<EndpointServiceProps>): Row["before"] => {
    return (scope, construct, { vpc }) => {
      const arns = ["a", "b"].map(
        (key) =>
          new NetworkLoadBalancer(scope, `${construct}_${key}`, {
            name: `${id}-${key}`,
            vpc: zonesOf(vpc, 2),
            listeners: { http: { port: 80, targetPort: 8080 } },
          }).loadBalancerArn,
      );
      new EndpointService(scope, construct, {
        name: id,
        networkLoadBalancerArns: arns.slice(0, 1),
        allowedPrincipals: ["arn:aws:iam::222222222222:root"],
        acceptance: "registered",
        ...given(arns),
      });
    };
  };
  return { id, change, type: "aws_vpc_endpoint_service", expected, before: make(NOTHING), after: make(after) };
}

export const SERVICE_ROWS: readonly Row[] = [
  service("svc-name", "name of an endpoint service", "update", () => ({ name: "another" })),
  service("svc-principals", "allowedPrincipals", "update", () => ({
    allowedPrincipals: ["arn:aws:iam::333333333333:root"],
  })),
  service("svc-service-principal", "allowedPrincipals: a service of AWS more", "update", () => ({
    allowedPrincipals: ["arn:aws:iam::222222222222:root", "appflow.amazonaws.com"],
  })),
  service("svc-acceptance", "acceptance", "update", () => ({ acceptance: "automatic" })),
  service("svc-regions", "supportedRegions", "update", () => ({ supportedRegions: ["us-west-2"] })),
  service("svc-dns", "privateDnsName", "update", () => ({ privateDnsName: "orders.example.com" })),
  service("svc-balancers", "networkLoadBalancerArns", "update", (arns) => ({ networkLoadBalancerArns: arns })),
];
