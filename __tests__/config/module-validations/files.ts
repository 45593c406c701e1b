/** Files of an environment with something of each kind, in which nothing is wrong. */
export function soundFiles(): Record<string, unknown> {
  const zones = ["use1-az1", "use1-az2"];
  // Subnets of a VPC that exists, each VPC with its own.
  const subnets = (vpc: number) => ({
    "use1-az1": `subnet-0123456789abcde${vpc}0`,
    "use1-az2": `subnet-0123456789abcde${vpc}1`,
  });
  return structuredClone({
    "environment.yaml": {
      backend: { type: "local" },
      region: "us-east-1",
      accounts: { "111111111111": { blockPublicAccess: {} } },
      services: {
        orders: {
          account: "111111111111",
          vpc: { cidr: "10.10.0.0/20", zones },
          listeners: { http: { port: 80, targetPort: 8080, healthCheck: { protocol: "HTTP", path: "/health" } } },
          targets: { type: "sample" },
          loadBalancer: {},
          monitoring: {},
          notifications: {},
          acceptor: {},
          privateDns: { name: "orders.example.com", hostedZone: { id: "Z0123456789ABCDEFGHIJ" } },
          card: { parameter: {} },
        },
        legacy: {
          account: "111111111111",
          vpc: { id: "vpc-0123456789abcdef0", subnets: subnets(0) },
          listeners: { tls: { port: 443 } },
          targets: { type: "ip", addresses: ["10.9.0.9"] },
          loadBalancer: {
            existing: {
              main: {
                arn: "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/main/0123456789abcdef",
                makeListeners: true,
              },
            },
          },
        },
      },
      resources: {
        ledger: {
          account: "111111111111",
          vpc: { cidr: "10.12.0.0/20", zones },
          gateway: {},
          resource: { ipAddress: "10.12.0.10" },
          ports: [5432],
        },
        kafka: {
          account: "111111111111",
          vpc: { cidr: "10.13.0.0/20", zones },
          resource: { members: { "broker-1": { ipAddress: "10.13.0.10" } } },
          ports: [9092],
        },
      },
      appliances: {
        inspection: {
          account: "111111111111",
          vpc: { cidr: "10.14.0.0/20", zones },
          targets: { type: "ip", addresses: ["10.14.0.10"] },
        },
      },
      hubs: {
        central: {
          account: "111111111111",
          clientRanges: ["10.0.0.0/8"],
          vpcs: { main: { id: "vpc-0123456789abcdef1", subnets: subnets(1) } },
        },
      },
      sharedConnections: { secrets: { mode: "hub", hub: "central", awsService: "secretsmanager" } },
    },
    "consumers/web.yaml": {
      account: "222222222222",
      vpc: { cidr: "10.20.0.0/20", zones, awsEndpoints: ["session-manager"], flowLogs: {} },
      connections: {
        orders: { service: "orders" },
        objects: { awsService: "s3" },
        partner: { serviceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0", ports: [443] },
        ledger: { resource: "ledger" },
      },
      client: { instance: {} },
    },
    "consumers/edge.yaml": {
      account: "333333333333",
      vpc: { id: "vpc-0123456789abcdef2", subnets: subnets(2), isolation: "reported" },
      hubPath: "peering",
      connections: {
        secrets: { shared: "secrets" },
        theirs: {
          resourceConfigurationArn:
            "arn:aws:vpc-lattice:us-east-1:111111111111:resourceconfiguration/rcfg-0123456789abcdef0",
          ports: [443],
        },
      },
    },
    "consumers/vault.yaml": {
      account: "444444444444",
      vpc: { cidr: "10.24.0.0/20", zones },
      connections: {
        shared: {
          serviceNetworkArn: "arn:aws:vpc-lattice:us-east-1:111111111111:servicenetwork/sn-0123456789abcdef0",
          ports: [443],
        },
      },
      inspection: {
        appliance: "inspection",
        clientSubnets: { "use1-az1": "10.24.8.0/24", "use1-az2": "10.24.9.0/24" },
        subnets: { "use1-az1": "10.24.15.0/28", "use1-az2": "10.24.15.16/28" },
      },
    },
    "consumers/customer.yaml": {
      external: true,
      account: "888888888888",
      connections: { orders: { service: "orders", endpointId: "vpce-0123456789abcdef0" } },
    },
  });
}
