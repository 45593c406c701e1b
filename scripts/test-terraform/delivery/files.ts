/** File of an environment. */
export function environmentFile(name: string): string {
  return `environments/${name}/environment.yaml`;
}

/** File of a consumer. */
export function consumerFile(environment: string, name: string): string {
  return `environments/${environment}/consumers/${name}.yaml`;
}

/** An environment with a service, `orders`. @param deferred its rule for stacks that wait for others. */
export function environment(account: string, cidr: string, deferred: "approve" | "auto"): object {
  return {
    backend: { type: "local" },
    region: "us-east-1",
    tags: { Owner: "platform" },
    delivery: { deferred },
    services: {
      orders: {
        account,
        vpc: { cidr, zones: ["use1-az1", "use1-az2"] },
        listeners: { http: { port: 80, targetPort: 8080 } },
      },
    },
  };
}

/** A consumer of `orders`. */
export function consumer(account: string, cidr: string): object {
  return {
    account,
    vpc: { cidr, zones: ["use1-az1", "use1-az2"] },
    connections: { orders: { service: "orders" } },
  };
}

/** A consumer of `orders` who may not connect any more. */
export function revoked(account: string, cidr: string, reason: string): object {
  return { ...consumer(account, cidr), state: "revoked", since: "2026-11-29", reason };
}

/** Accounts and ranges of the consumers, by name. */
export const CONSUMERS = {
  web: ["222222222222", "10.20.0.0/20"],
  reports: ["333333333333", "10.30.0.0/20"],
  billing: ["444444444444", "10.40.0.0/20"],
  app: ["666666666666", "10.60.0.0/20"],
} as const;
