import {
  AcceptVpcEndpointConnectionsCommand,
  DescribeVpcEndpointConnectionsCommand,
  DescribeVpcEndpointServiceConfigurationsCommand,
  EC2Client,
  type EC2ClientConfig,
  RejectVpcEndpointConnectionsCommand,
} from "@aws-sdk/client-ec2";
import type { CallCounter, CallOptions, Ec2Calls, Filters } from "./ec2-calls";

/** Most items of a page, as the EC2 API allows it. */
const PAGE = 1000;

/** Most attempts at one call. EC2 throttles by account and region, and a busy account may need several. */
const ATTEMPTS = 8;

/** Milliseconds until a connection must be there, and until an answer must be. */
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 30_000, throwOnRequestTimeout: true };

/** How calls are made. */
export interface SdkOptions {
  readonly region: string;
  /** Credentials. @default - those of the surroundings, as the AWS SDK finds them */
  readonly credentials?: EC2ClientConfig["credentials"];
  /** Counts the calls. */
  readonly counter?: CallCounter;
}

/** Settings that all clients of this project share: bounded retries, slower while AWS throttles. */
export const CLIENT_SETTINGS = { maxAttempts: ATTEMPTS, retryMode: "adaptive", requestHandler: TIMEOUTS } as const;

/** The calls by the AWS SDK. `AWS_ENDPOINT_URL` leads them elsewhere. */
export function sdkCalls({ region, credentials, counter = { calls: 0 } }: SdkOptions): Ec2Calls {
  const client = new EC2Client({ ...CLIENT_SETTINGS, region, ...(credentials ? { credentials } : {}) });
  countAttempts(client, counter);
  const options = ({ signal }: CallOptions = {}) => (signal ? { abortSignal: signal } : {});
  return {
    describeServices: async (filters, token, o) => {
      const input = { Filters: sdkFilters(filters), MaxResults: PAGE, ...(token ? { NextToken: token } : {}) };
      const answer = await client.send(new DescribeVpcEndpointServiceConfigurationsCommand(input), options(o));
      return { items: answer.ServiceConfigurations ?? [], nextToken: answer.NextToken || undefined };
    },
    describeConnections: async (filters, token, o) => {
      const input = { Filters: sdkFilters(filters), MaxResults: PAGE, ...(token ? { NextToken: token } : {}) };
      const answer = await client.send(new DescribeVpcEndpointConnectionsCommand(input), options(o));
      return { items: answer.VpcEndpointConnections ?? [], nextToken: answer.NextToken || undefined };
    },
    accept: async (ServiceId, ids, o) => {
      const input = { ServiceId, VpcEndpointIds: [...ids] };
      const answer = await client.send(new AcceptVpcEndpointConnectionsCommand(input), options(o));
      return { unsuccessful: answer.Unsuccessful ?? [], requestId: answer.$metadata.requestId };
    },
    reject: async (ServiceId, ids, o) => {
      const input = { ServiceId, VpcEndpointIds: [...ids] };
      const answer = await client.send(new RejectVpcEndpointConnectionsCommand(input), options(o));
      return { unsuccessful: answer.Unsuccessful ?? [], requestId: answer.$metadata.requestId };
    },
  };
}

/** Counts each attempt that a client makes, retries among them. */
function countAttempts(client: EC2Client, counter: CallCounter): void {
  client.middlewareStack.add(
    (next) => (args) => {
      counter.calls += 1;
      return next(args);
    },
    { step: "finalizeRequest", name: "countAttempts", priority: "low" },
  );
}

function sdkFilters(filters: Filters): { Name: string; Values: string[] }[] {
  return Object.entries(filters).map(([Name, values]) => ({ Name, Values: [...values] }));
}
