import type { ChangeAnswer, ConnectionAnswer, Ec2Calls } from "../connections/ec2-calls";

/** Items of a page, as AWS has it. */
const PAGE = 1000;

/** Id of the one service. */
export const SERVICE_ID = "vpce-svc-00000000000000001";

/**
 * EC2 in memory, with one service `prod-orders` and its connections: what is measured with it is this program, and
 * neither AWS nor a network.
 */
export function memoryEc2(count: number, state: string): Ec2Calls {
  const connections = new Map<string, ConnectionAnswer>();
  for (let index = 0; index < count; index++)
    connections.set(`vpce-${index}`, {
      ...{ ServiceId: SERVICE_ID, VpcEndpointId: `vpce-${index}`, VpcEndpointOwner: accountOf(index) },
      ...{ VpcEndpointState: state, VpcEndpointRegion: "us-east-1" },
    });
  const change =
    (to: string) =>
    async (_: string, ids: readonly string[]): Promise<ChangeAnswer> => {
      for (const id of ids) connections.set(id, { ...connections.get(id), VpcEndpointState: to });
      return { unsuccessful: [], requestId: undefined };
    };
  return {
    describeServices: async () => ({
      items: [{ ServiceId: SERVICE_ID, Tags: [{ Key: "Name", Value: "prod-orders" }] }],
      nextToken: undefined,
    }),
    describeConnections: async (_, token) => {
      const end = Number(token ?? 0) + PAGE;
      return {
        items: [...connections.values()].slice(end - PAGE, end),
        nextToken: end < count ? String(end) : undefined,
      };
    },
    accept: change("available"),
    reject: change("rejected"),
  };
}

/** Account of a customer. */
export function accountOf(index: number): string {
  return String(100_000_000_000 + index);
}
