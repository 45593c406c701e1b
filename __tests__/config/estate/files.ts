/** Files of an environment with a stack of each kind, and cards of others' services. Nothing is wrong with them. */
export const FILES: Readonly<Record<string, string>> = {
  "dev/environment.yaml": `backend: { type: local }
region: us-east-1
tags: { Owner: platform }
protect: false
quotas:
  "111111111111": { rulesPerSecurityGroup: 80, vpcsPerRegion: 20 }
accounts:
  "111111111111": { blockPublicAccess: { mode: block-ingress } }
services:
  orders:
    account: "111111111111"
    role: deploy
    description: Orders
    vpc: { cidr: 10.10.0.0/20, zones: [use1-az1, use1-az2] }
    listeners:
      http: { port: 80, targetPort: 8080, healthCheck: { protocol: HTTP, path: /health } }
    privateDns: { name: orders.example.com, hostedZone: { id: Z0123456789ABCDEFGHIJ } }
  payments:
    account: "111111111119"
    vpc: { cidr: 10.14.0.0/20, zones: [use1-az1, use1-az2] }
    listeners: { https: { port: 443 } }
    supportedRegions: [us-west-2]
    acceptor: { alarmTopicArns: ["arn:aws:sns:us-east-1:111111111119:on-call"], logRetentionDays: 90 }
  ledger:
    account: "111111111112"
    vpc: { id: vpc-0123456789abcdef9, subnets: { use1-az1: subnet-0123456789abcdef9, use1-az2: subnet-0123456789abcde99 } }
    listeners:
      sql: { port: 5432 }
      admin: { port: 5433 }
    targets: { type: external, targetType: ip }
    acceptance: manual
    privateDns: { name: ledger.example.com, verify: true }
    tags: { Team: ledger }
resources:
  search:
    account: "111111111113"
    vpc: { cidr: 10.12.0.0/20, zones: [use1-az1, use1-az2] }
    resource: { dnsName: search.example.com }
    ports: [443]
appliances:
  inspection:
    account: "111111111114"
    vpc: { cidr: 10.13.0.0/20, zones: [use1-az1, use1-az2] }
    targets: { type: ip, addresses: [10.13.0.10] }
hubs:
  central:
    account: "333333333333"
    clientRanges: [10.0.0.0/8]
    vpcs:
      first:
        id: vpc-0123456789abcdef0
        subnets: { use1-az1: subnet-0123456789abcdef0, use1-az2: subnet-0123456789abcdef1 }
sharedConnections:
  orders: { mode: hub, hub: central, service: orders, privateDns: true }
`,
  "dev/consumers/vault.yaml": `account: "222222222225"
vpc: { cidr: 10.24.0.0/20, zones: [use1-az1, use1-az2] }
connections:
  shared:
    serviceNetworkArn: arn:aws:vpc-lattice:us-east-1:111111111119:servicenetwork/sn-0123456789abcdef0
    resourceShareArn: arn:aws:ram:us-east-1:111111111119:resource-share/01234567-0123-0123-0123-0123456789ab
    ports: [443]
    inZones: [use1-az1, use1-az2]
    ipAddressType: ipv4
    privateDns: true
inspection:
  serviceName: com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0
  lookup: false
  clientSubnets: { use1-az1: 10.24.8.0/24 }
  subnets: { use1-az1: 10.24.15.0/28 }
  routed: false
`,
  "dev/consumers/web.yaml": `account: "222222222221"
vpc: { cidr: 10.20.0.0/20, zones: [use1-az1, use1-az2] }
connections:
  orders: { service: orders, privateDns: true }
tags: { Team: web }
`,
  "dev/consumers/api.yaml": `account: "222222222222"
vpc: { cidr: 10.21.0.0/20, zones: [use1-az1, use1-az2] }
connections:
  ledger: { service: ledger, ports: [5432], privateDns: true }
  search: { resource: search }
`,
  "dev/consumers/spoke.yaml": `account: "222222222223"
hubPath: transitGateway
vpc:
  id: vpc-0123456789abcdef2
  isolation: reported
  subnets: { use1-az1: subnet-0123456789abcdef4, use1-az2: subnet-0123456789abcdef5 }
connections:
  orders: { shared: orders }
`,
  "dev/consumers/buyer.yaml": `account: "222222222224"
vpc: { cidr: 10.23.0.0/20, zones: [use1-az1, use1-az2] }
connections:
  billing: { card: billing, privateDns: true }
`,
  "dev/consumers/globex.yaml": `external: true
account: "888888888888"
contact: Globex <it@example.com>
connections:
  orders: { service: orders, endpointId: vpce-0123456789abcdef0 }
  search: { resource: search }
`,
  "dev/consumers/initech.yaml": `external: true
accounts: ["777777777777", "777777777778"]
principals: ["arn:aws:iam::777777777777:role/a", "arn:aws:iam::777777777778:user/b"]
state: allowed
since: 2026-01-01
reason: contract
until: 2030-01-01
contact: Initech <it@example.com>
connections:
  orders: { service: orders, endpointIds: [vpce-0123456789abcdef7, vpce-0123456789abcdef8] }
  payments: { service: payments, regions: [us-east-1, us-west-2] }
`,
  "dev/consumers/firewall.yaml": `external: true
account: "888888888889"
connections:
  inspection: { appliance: inspection }
`,
  "dev/cards/billing.json": `${JSON.stringify(
    {
      format: "privatelink-service-card",
      version: 1,
      type: "Interface",
      environment: "prod",
      service: "billing",
      contact: "Billing <billing@example.com>",
      documentation: "https://docs.example.com/billing",
      serviceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
      account: "999999999999",
      region: "us-east-1",
      supportedRegions: ["us-east-1"],
      zoneIds: ["use1-az1", "use1-az2"],
      listeners: { https: { port: 443, protocol: "TCP" } },
      addressTypes: ["ipv4"],
      privateDnsName: "billing.example.com",
      acceptance: "manual",
      endpointPolicy: false,
    },
    undefined,
    2,
  )}\n`,
};
