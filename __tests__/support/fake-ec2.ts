import type {
  ChangeAnswer,
  ConnectionAnswer,
  Ec2Calls,
  Filters,
  Page,
  ServiceAnswer,
} from "../../connections/ec2-calls";
import type { LedgerEntry, ServiceLedger } from "../../ledger/service-ledger";

/** Names of the calls. */
type Call = keyof Ec2Calls;

/** An error as the AWS SDK throws it. */
export function sdkError(name: string, fault: "client" | "server" = "client", message = `${name} of this test`): Error {
  return Object.assign(new Error(message), { name, $fault: fault });
}

/** What the SDK throws once EC2 has throttled all its attempts. */
export const THROTTLED = () => sdkError("RequestLimitExceeded", "server", "Request limit exceeded.");

/** A made-up EC2 API of one account and region, in memory, which answers as AWS documents it. */
export class FakeEc2 implements Ec2Calls {
  readonly services: ServiceAnswer[] = [];
  readonly connections = new Map<string, ConnectionAnswer>();
  /** Each call that was made. */
  readonly log: { call: Call; ids: readonly string[] }[] = [];
  /** Is called before a call is answered: it may throw, or change what there is. */
  before: (call: Call, ids: readonly string[]) => void | Promise<void> = () => undefined;

  constructor(private readonly pageSize: number = 1000) {}

  /** Adds a service with a tag `Name`. */
  service(ServiceId: string, name: string): this {
    this.services.push({ ServiceId, Tags: [{ Key: "Name", Value: name }] });
    return this;
  }

  /** Adds a connection, or changes its state. */
  connection(
    VpcEndpointId: string,
    VpcEndpointOwner: string,
    VpcEndpointState: string,
    ServiceId = "vpce-svc-1",
  ): this {
    const VpcEndpointRegion = "us-east-1";
    this.connections.set(VpcEndpointId, {
      VpcEndpointId,
      VpcEndpointOwner,
      VpcEndpointState,
      ServiceId,
      VpcEndpointRegion,
    });
    return this;
  }

  stateOf(endpointId: string): string | undefined {
    return this.connections.get(endpointId)?.VpcEndpointState;
  }

  /** Names of the calls that were made. */
  get calls(): Call[] {
    return this.log.map(({ call }) => call);
  }

  async describeServices(filters: Filters, token?: string): Promise<Page<ServiceAnswer>> {
    await this.begin("describeServices", []);
    const names = filters["tag:Name"] ?? [];
    return this.page(
      this.services.filter(({ Tags = [] }) => Tags.some(({ Value = "" }) => names.includes(Value))),
      token,
    );
  }

  async describeConnections(filters: Filters, token?: string): Promise<Page<ConnectionAnswer>> {
    await this.begin("describeConnections", []);
    const services = new Set(filters["service-id"]);
    const endpoints = filters["vpc-endpoint-id"] && new Set(filters["vpc-endpoint-id"]);
    const found = [...this.connections.values()].filter(
      ({ ServiceId = "", VpcEndpointId = "" }) => services.has(ServiceId) && (endpoints?.has(VpcEndpointId) ?? true),
    );
    return this.page(found, token);
  }

  accept(_: string, ids: readonly string[]): Promise<ChangeAnswer> {
    return this.change("accept", ids, ["pendingAcceptance"], "available");
  }

  reject(_: string, ids: readonly string[]): Promise<ChangeAnswer> {
    return this.change("reject", ids, ["pendingAcceptance", "pending", "available"], "rejected");
  }

  private async change(call: "accept" | "reject", ids: readonly string[], from: readonly string[], to: string) {
    await this.begin(call, ids);
    const failed = ids.filter((id) => !from.includes(this.stateOf(id) ?? ""));
    for (const id of ids)
      if (!failed.includes(id)) this.connections.set(id, { ...this.connections.get(id), VpcEndpointState: to });
    const unsuccessful = failed.map((ResourceId) => ({
      ResourceId,
      Error: { Code: "InvalidState", Message: `${ResourceId} in state ${this.stateOf(ResourceId)}` },
    }));
    return { unsuccessful, requestId: `request-${this.log.length}` };
  }

  private async begin(call: Call, ids: readonly string[]): Promise<void> {
    this.log.push({ call, ids });
    await this.before(call, ids);
  }

  private page<T>(items: readonly T[], token: string | undefined): Page<T> {
    const start = Number(token ?? 0);
    const end = start + this.pageSize;
    return { items: items.slice(start, end), nextToken: end < items.length ? String(end) : undefined };
  }
}

/** A record of the ledger: a customer who is allowed, of account 888888888888. */
export function entry(customer: string, more: Partial<LedgerEntry> = {}): LedgerEntry {
  return { customer, connection: "orders", state: "allowed", managed: false, accounts: ["888888888888"], ...more };
}

/** The ledger of the service `orders` of `prod`. */
export function ledgerOf(...entries: readonly LedgerEntry[]): ServiceLedger {
  return { environment: "prod", kind: "service", service: "orders", entries };
}
