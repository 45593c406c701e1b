import {
  CreateSubnetCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  CreateVpcEndpointServiceConfigurationCommand,
  EC2Client,
  ModifyVpcEndpointServicePermissionsCommand,
  paginateDescribeVpcEndpointConnections,
} from "@aws-sdk/client-ec2";
import { CheckFailed } from "../test-terraform/report";
import type { Simulator } from "./simulator";

/** Account of the services. */
export const PROVIDER = "111111111111";

/** Calls that are made at a time while endpoints are made. */
const AT_ONCE = 8;

/** A service in the simulated cloud. */
export interface SimulatedService {
  readonly id: string;
  readonly name: string;
}

/** EC2 of an account. */
export function ec2Of({ url }: Simulator, account: string): EC2Client {
  const credentials = { accessKeyId: account, secretAccessKey: "example" };
  return new EC2Client({ region: "us-east-1", endpoint: url, credentials });
}

/** Makes an endpoint service that everybody may ask for, with the tag that its stack would give it. */
export async function makeService(
  simulator: Simulator,
  tag: string,
  account: string = PROVIDER,
): Promise<SimulatedService> {
  const ec2 = ec2Of(simulator, account);
  const vpc = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
  const where = { VpcId: vpc.Vpc?.VpcId, CidrBlock: "10.0.0.0/24", AvailabilityZone: "us-east-1a" };
  const subnet = await ec2.send(new CreateSubnetCommand(where));
  const arn = await makeLoadBalancer(simulator, account, tag, subnet.Subnet?.SubnetId ?? "");
  const { ServiceConfiguration: service } = await ec2.send(
    new CreateVpcEndpointServiceConfigurationCommand({
      ...{ NetworkLoadBalancerArns: [arn], AcceptanceRequired: true },
      TagSpecifications: [{ ResourceType: "vpc-endpoint-service", Tags: [{ Key: "Name", Value: tag }] }],
    }),
  );
  const { ServiceId: id = "", ServiceName: name = "" } = service ?? {};
  await ec2.send(new ModifyVpcEndpointServicePermissionsCommand({ ServiceId: id, AddAllowedPrincipals: ["*"] }));
  return { id, name };
}

/** Makes a load balancer. The SDK of that service is none of this project's, and this is its only call. */
async function makeLoadBalancer({ url }: Simulator, account: string, name: string, subnet: string): Promise<string> {
  const parameters = { Action: "CreateLoadBalancer", Version: "2015-12-01", Name: name, Type: "network" };
  const response = await fetch(url, {
    method: "POST",
    body: new URLSearchParams({ ...parameters, "Subnets.member.1": subnet }),
    headers: {
      authorization:
        `AWS4-HMAC-SHA256 Credential=${account}/20260101/us-east-1/elasticloadbalancing/aws4_request, ` +
        "SignedHeaders=host, Signature=none",
    },
  });
  const text = await response.text();
  const arn = /<LoadBalancerArn>([^<]+)/.exec(text)?.[1];
  if (arn === undefined) throw new CheckFailed(`the simulator makes no load balancer: ${text}`);
  return arn;
}

/** Makes endpoints of an account. @returns their ids. */
export async function makeEndpoints(
  simulator: Simulator,
  account: string,
  { name }: SimulatedService,
  count: number,
): Promise<string[]> {
  const ec2 = ec2Of(simulator, account);
  const vpc = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
  const input = { VpcEndpointType: "Interface", VpcId: vpc.Vpc?.VpcId, ServiceName: name } as const;
  const ids: string[] = [];
  let left = count;
  const next = async (): Promise<void> => {
    while (left-- > 0) {
      const { VpcEndpoint: endpoint } = await ec2.send(new CreateVpcEndpointCommand(input));
      ids.push(endpoint?.VpcEndpointId ?? "");
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  return ids;
}

/** States of the connections of a service, by endpoint. */
export async function statesOf(simulator: Simulator, { id }: SimulatedService): Promise<Map<string, string>> {
  const client = ec2Of(simulator, PROVIDER);
  const states = new Map<string, string>();
  const input = { Filters: [{ Name: "service-id", Values: [id] }] };
  for await (const page of paginateDescribeVpcEndpointConnections({ client }, input))
    for (const { VpcEndpointId: endpoint = "", VpcEndpointState: state = "" } of page.VpcEndpointConnections ?? [])
      states.set(endpoint, state);
  return states;
}
