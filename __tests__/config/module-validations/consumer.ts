import {
  type CoverageTable,
  FOLLOWS,
  input,
  inputs,
  KEY,
  KEY_ARN,
  NAME,
  NUMBERS,
  never,
  STACKS,
  TERRAFORM,
  TOPICS,
} from "./coverage";

const PARTNER = "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0";
const MANY = Object.fromEntries(NUMBERS.map((number) => [`c${100 + number}`, { serviceName: PARTNER, ports: [443] }]));
const POLICY = { Statement: { Effect: "Allow", Principal: "*", Action: "*", Resource: "*" } };

/** Validations of a consumer's modules, and of hubs. */
export const CONSUMER_COVERAGE: CoverageTable = {
  "consumer/aws-endpoints.ts": {
    name: [NAME],
    services: [
      input("web: vpc.awsEndpoints", []),
      input("web: vpc.awsEndpoints", ["nope"], "web: vpc.awsEndpoints[0]"),
    ],
  },
  "consumer/client-application/validation.ts": {
    name: [NAME],
    logRetentionDays: [input("web: client.logRetentionDays", 2)],
    schedule: [input("web: client.schedule", "daily")],
    targets: [input("web: connections", {}), input("web: connections", MANY, "web: connections.c117")],
    "targets.${connection}.httpPaths": [
      input("web: connections.orders.httpPaths", { 81: "/" }, "web: connections.orders.httpPaths.81"),
    ],
    "targets.${connection}.httpPaths.${port}": [
      input("web: connections.orders.httpPaths", { 80: "health" }, "web: connections.orders.httpPaths.80"),
    ],
  },
  "consumer/client-instance/client-instance.ts": {
    name: [NAME],
    imageId: [input("web: client.instance.imageId", "ami")],
    zoneId: [input("web: client.instance.zone", "use1-az6")],
    kmsKeyArn: [input("web: client.instance.kmsKeyArn", "key")],
    sessionEndpoints: [STACKS],
  },
  "consumer/endpoint-monitoring/endpoint-monitoring.ts": {
    name: [NAME],
    endpoints: [
      inputs(
        {
          "web: connections": { ledger: { resource: "ledger" } },
          "web: client": { schedule: "rate(5 minutes)" },
          "web: monitoring": {},
        },
        "web: monitoring",
      ),
    ],
    "endpoints.${connection}": [KEY],
    "endpoints.${connection}.serviceRegion": [
      never("the stacks leave such endpoints out; an exception for one is refused by a rule of config"),
    ],
    "[]": [
      inputs(
        { "web: monitoring": { alarms: false, alarmTopicArns: TOPICS.slice(0, 1) } },
        "web: monitoring.alarmTopicArns",
      ),
    ],
    "${path}.${kind}": [
      input("web: monitoring", { alarms: { droppedPackets: -1 } }, "web: monitoring.alarms.droppedPackets"),
    ],
  },
  "consumer/endpoint-access.ts": {
    "allowFrom.${key}": [KEY],
    allowFrom: [
      never("names of sources differ as the sources do, and the client's own groups have names that no source has"),
    ],
    ports: [
      input(
        "web: connections.partner.ports",
        NUMBERS.map((number) => 1000 + number),
        "web: connections.partner",
      ),
    ],
  },
  "consumer/endpoint-access-problems.ts": {
    tags: [
      input("web: connections.orders.tags", Object.fromEntries(NUMBERS.map((number) => [`tag-${number}`, "value"]))),
    ],
    "allowFrom.${key}": [
      input("web: connections.orders.allowFrom", ["office"], "web: connections.orders.allowFrom[0]"),
    ],
    allowFrom: [
      input("web: connections.orders.allowFrom", []),
      inputs(
        {
          "web: connections.orders.allowFrom": ["10.20.0.0/24"],
          "web: connections.orders.securityGroupIds": ["sg-0123456789abcdef0"],
        },
        "web: connections.orders.securityGroupIds",
      ),
    ],
    ports: [
      input("web: connections.partner.ports", []),
      input("web: connections.partner.ports", ["http"], "web: connections.partner.ports[0]"),
    ],
    name: [NAME],
    ruleQuota: [input("quotas", { "*": { rulesPerSecurityGroup: 0 } }, "quotas.*.rulesPerSecurityGroup")],
    additionalSecurityGroupIds: [
      inputs(
        {
          "web: connections.orders.additionalSecurityGroupIds": ["sg-0123456789abcdef0"],
          "web: connections.orders.securityGroupIds": ["sg-0123456789abcdef1"],
        },
        "web: connections.orders.additionalSecurityGroupIds",
      ),
    ],
    '["additionalSecurityGroupIds"]': [
      input(
        "web: connections.orders.additionalSecurityGroupIds",
        ["group"],
        "web: connections.orders.additionalSecurityGroupIds[0]",
      ),
    ],
    '["securityGroupIds"]': [
      input("web: connections.orders.securityGroupIds", ["group"], "web: connections.orders.securityGroupIds[0]"),
    ],
  },
  "consumer/endpoint-service-lookup.ts": {
    serviceName: [
      input(
        "web: connections.partner.serviceArn",
        "arn:aws:ec2:us-east-1:111111111111:vpc-endpoint-service/vpce-svc-0123456789abcdef0",
        "web: connections.partner",
      ),
      input("web: connections.partner.serviceName", "partner"),
    ],
    serviceArn: [
      inputs(
        { "web: connections.partner.serviceName": undefined, "web: connections.partner.serviceArn": "partner" },
        "web: connections.partner.serviceArn",
      ),
    ],
    serviceRegion: [
      input("web: connections.objects.region", "moon-1"),
      never("the stacks take the region from the name"),
    ],
  },
  "consumer/gateway-load-balancer-endpoints.ts": {
    name: [NAME],
    "vpc.subnetIds": [
      input("vault: inspection.subnets", {}),
      inputs(
        {
          "vault: inspection.subnets": { "use1-az3": "10.24.15.0/28" },
          "vault: inspection.clientSubnets": { "use1-az3": "10.24.8.0/24" },
        },
        "vault: inspection.subnets.use1-az3",
      ),
    ],
    "service.region": [input("vault: region", "us-west-2", "vault: inspection.appliance")],
    tags: [input("vault: inspection.tags", Object.fromEntries(NUMBERS.map((number) => [`tag-${number}`, "value"])))],
    "timeouts.${key}": [input("vault: inspection.timeouts", { create: "soon" }, "vault: inspection.timeouts.create")],
  },
  "consumer/inspection.ts": {
    name: [NAME],
    "vpc.ipv6": [input("vault: vpc.ipv6", true, "vault: inspection")],
    subnetCidrBlocks: [input("vault: inspection.subnets", {})],
    clientSubnetCidrBlocks: [input("vault: inspection.clientSubnets", { "use1-az1": "10.24.8.0/24" })],
    "${property}.${zone}": [TERRAFORM],
  },
  "consumer/gateway-endpoint/gateway-endpoint.ts": {
    key: [STACKS, STACKS],
    name: [NAME],
    service: [input("web: gatewayEndpoints", { sqs: { policy: {} } }, "web: gatewayEndpoints.sqs")],
    region: [input("web: region", "moon-1")],
    account: [input("web: account", "2222"), STACKS],
    "[]": [
      input("web: gatewayEndpoints", { dynamodb: { tables: ["a"] } }, "web: gatewayEndpoints.dynamodb.tables[0]"),
      input(
        "edge: gatewayEndpoints",
        { dynamodb: { tables: ["stock"], routeTableIds: ["rtb"] } },
        "edge: gatewayEndpoints.dynamodb.routeTableIds[0]",
      ),
      input(
        "web: gatewayEndpoints",
        { dynamodb: { tables: ["stock"], ipAddressType: "dualstack" } },
        "web: gatewayEndpoints.dynamodb.ipAddressType",
      ),
    ],
    routeTableIds: [STACKS],
    "vpc.networkAcl": [
      inputs(
        { "web: gatewayEndpoints": { dynamodb: { tables: ["stock"] } }, "web: vpc.networkAcl": "vpc" },
        "web: vpc.networkAcl",
      ),
    ],
    tags: [
      input(
        "web: gatewayEndpoints",
        { dynamodb: { tables: ["stock"], tags: Object.fromEntries(NUMBERS.map((number) => [`t${number}`, "a"])) } },
        "web: gatewayEndpoints.dynamodb.tags",
      ),
    ],
    "timeouts.${key}": [
      input(
        "web: gatewayEndpoints",
        { dynamodb: { tables: ["stock"], timeouts: { create: "soon" } } },
        "web: gatewayEndpoints.dynamodb.timeouts.create",
      ),
    ],
  },
  "consumer/interface-endpoint-problems.ts": {
    "timeouts.${key}": [
      input("web: connections.orders.timeouts", { create: "soon" }, "web: connections.orders.timeouts.create"),
    ],
    minimumZones: [input("web: connections.orders.minimumZones", 0)],
    "service.region": [input("web: connections.objects.region", "moon-1")],
    "service.zoneIds": [
      TERRAFORM,
      input("web: connections.partner.zones", ["a"], "web: connections.partner.zones[0]"),
      input("web: connections.partner.zones", ["use1-az5", "use1-az6"], "web: connections.partner"),
    ],
    "vpc.subnetIds": [
      input("web: connections.orders.minimumZones", 3, "web: connections.orders"),
      inputs(
        { "web: vpc.zones": ["use1-az1", "use1-az3"], "web: connections.objects.region": "eu-west-1" },
        "web: connections.objects",
      ),
    ],
    "[]": [
      input("web: connections.orders.inZones", ["use1-az6"], "web: connections.orders.inZones[0]"),
      input(
        "web: connections.orders.privateAddresses",
        { "use1-az1": { ipv4: "10.99.0.1" } },
        "web: connections.orders.privateAddresses.use1-az1.ipv4",
      ),
      input("web: connections.orders.privateDnsOnlyForInboundResolvers", true),
    ],
    privateAddresses: [input("web: connections.orders.privateAddresses", { "use1-az1": { ipv4: "10.20.0.10" } })],
    "allowFrom.${key}": [
      input("web: connections.orders.allowFrom", ["2001:db8::/56"], "web: connections.orders.allowFrom[0]"),
    ],
    policy: [input("web: connections.orders.policy", POLICY)],
    '["policy"]': [
      input("web: connections.objects.policy", { Statement: [] }, "web: connections.objects.policy.Statement"),
    ],
  },
  "consumer/private-dns/endpoint-names.ts": { endpointId: [TERRAFORM] },
  "consumer/private-dns/hosted-zone.ts": {
    name: [input("web: connections.orders.hostedZone", { name: "orders" }, "web: connections.orders.hostedZone.name")],
    records: [
      input(
        "web: connections.orders.hostedZone",
        { name: "orders.example.com", records: [] },
        "web: connections.orders.hostedZone.records",
      ),
    ],
    "records.${index}": [
      STACKS,
      input(
        "web: connections.orders.hostedZone",
        { name: "orders.example.com", records: ["App"] },
        "web: connections.orders.hostedZone.records[0]",
      ),
      input(
        "web: connections.orders.hostedZone",
        { name: "orders.example.com", records: ["app", "app"] },
        "web: connections.orders.hostedZone.records[1]",
      ),
    ],
    key: [
      input(
        "web: connections.orders.hostedZone",
        { name: "orders.example.com", records: ["app"], wildcard: true },
        "web: connections.orders.hostedZone.wildcard",
      ),
    ],
    zone: [STACKS],
    "zone.id": [
      input(
        "web: connections.orders.hostedZone",
        { name: "orders.example.com", id: "zone" },
        "web: connections.orders.hostedZone.id",
      ),
    ],
    "vpcs.${key}.vpcId": [
      input(
        "web: connections.orders.hostedZone",
        { name: "orders.example.com", vpcs: { other: {} } },
        "web: connections.orders.hostedZone.vpcs.other",
      ),
    ],
    addressTypes: [STACKS],
  },
  "consumer/private-dns/vpc-dns-check.ts": { vpcId: [input("edge: vpc.id", "vpc")] },
  "consumer/reachability/reachability.ts": { name: [NAME], endpoints: [STACKS] },
  "consumer/resource-endpoint.ts": {
    ports: [input("edge: connections.theirs.ports", ["53/udp"], "edge: connections.theirs.ports[0]")],
    resourceConfigurationArn: [input("edge: connections.theirs.resourceConfigurationArn", "theirs")],
    zoneIds: [FOLLOWS],
    minimumZones: [input("web: connections.ledger.minimumZones", 0)],
    "vpc.subnetIds": [input("web: connections.ledger.minimumZones", 3, "web: connections.ledger")],
    "[]": [
      inputs(
        {
          "web: connections.ledger.privateDnsPreference": "SPECIFIED_DOMAINS_ONLY",
          "web: connections.ledger.privateDns": true,
        },
        "web: connections.ledger.privateDnsPreference",
      ),
    ],
  },
  "consumer/resource-share-acceptance.ts": {
    resourceShareArn: [input("edge: connections.theirs.resourceShareArn", "share")],
  },
  "consumer/service-network-endpoint.ts": {
    ports: [input("vault: connections.shared.ports", ["53/udp"], "vault: connections.shared.ports[0]")],
    serviceNetworkArn: [input("vault: connections.shared.serviceNetworkArn", "theirs")],
    minimumZones: [input("vault: connections.shared.minimumZones", 0)],
    "[]": [
      input("vault: connections.shared.inZones", ["use1-az6", "use1-az1"], "vault: connections.shared.inZones[0]"),
      input("vault: connections.shared.ipAddressType", "dualstack"),
      inputs(
        { "vault: connections.shared.privateDnsPreference": "SPECIFIED_DOMAINS_ONLY" },
        "vault: connections.shared.privateDnsPreference",
      ),
    ],
    "vpc.subnetIds": [input("vault: connections.shared.minimumZones", 3, "vault: connections.shared")],
  },
  "hub/profile-association.ts": {
    name: [NAME],
    profileId: [input("hubs.central.profile", { id: "profile" }, "hubs.central.profile.id")],
    vpcId: [input("edge: vpc.id", "vpc")],
  },
  "hub/profile.ts": {
    name: [NAME],
    profileId: [input("hubs.central.profile", { id: "profile" }, "hubs.central.profile.id")],
    "resources.${key}": [KEY],
  },
  "vpc/block-public-access.ts": {
    mode: [input("accounts.111111111111.blockPublicAccess.mode", "none")],
  },
  "vpc/encryption-control.ts": {
    name: [NAME],
    mode: [input("web: vpc.encryptionControl", { mode: "off" }, "web: vpc.encryptionControl.mode")],
    exclusions: [
      input(
        "web: vpc.encryptionControl",
        { mode: "enforce", exclusions: ["everything"] },
        "web: vpc.encryptionControl.exclusions[0]",
      ),
    ],
    "[]": [
      input(
        "web: vpc.encryptionControl",
        { mode: "monitor", exclusions: ["lambda"] },
        "web: vpc.encryptionControl.exclusions",
      ),
      input("web: vpc.encryptionControl", { mode: "enforce" }, "web: vpc.encryptionControl.mode"),
      input("vault: vpc.encryptionControl", { mode: "enforce" }, "vault: vpc.encryptionControl.mode"),
    ],
  },
  "vpc/existing-vpc.ts": {
    vpcId: [input("edge: vpc.id", "vpc")],
    subnetIds: [
      input("edge: vpc.subnets", {}),
      input("edge: vpc.subnets", { a: "subnet-0123456789abcdef0" }, "edge: vpc.subnets.a"),
    ],
    "subnetIds.${zone}": [input("edge: vpc.subnets", { "use1-az1": "subnet" }, "edge: vpc.subnets.use1-az1")],
    isolation: [input("edge: vpc.isolation", "none")],
  },
  "vpc/flow-logs.ts": {
    name: [NAME],
    destination: [input("web: vpc.flowLogs.destination", "bucket")],
    trafficType: [input("web: vpc.flowLogs.trafficType", "SOME")],
    aggregationSeconds: [input("web: vpc.flowLogs.aggregationSeconds", 30)],
    retentionDays: [
      input("web: vpc.flowLogs.retentionDays", 2),
      input(
        "web: vpc.flowLogs",
        { destination: "arn:aws:s3:::logs", retentionDays: 7 },
        "web: vpc.flowLogs.retentionDays",
      ),
    ],
    kmsKeyArn: [
      input("web: vpc.flowLogs.kmsKeyArn", "key"),
      input(
        "web: vpc.flowLogs",
        { destination: "arn:aws:s3:::logs", kmsKeyArn: KEY_ARN },
        "web: vpc.flowLogs.kmsKeyArn",
      ),
    ],
  },
  "vpc/isolated-vpc.ts": {
    name: [NAME],
    cidrBlock: [input("web: vpc.cidr", "10.20.0.0/8")],
    zoneIds: [input("web: vpc.subnets", { "use1-az1": "10.20.0.0/24" })],
    zonesProperty: [
      input("web: vpc.zones", []),
      input("web: vpc.zones", ["us-east-1a"], "web: vpc.zones[0]"),
      input("web: vpc.zones", ["use1-az1", "use1-az1"], "web: vpc.zones[1]"),
    ],
    "subnetCidrBlocks.${zone}": [TERRAFORM],
    "subnetCidrBlocks.${zoneId}": [
      inputs(
        { "web: vpc.zones": undefined, "web: vpc.subnets": { "use1-az1": "10.99.0.0/24", "use1-az2": "10.20.1.0/24" } },
        "web: vpc.subnets.use1-az1",
      ),
    ],
    "problem.property": [input("web: vpc.cidr", "10.20.0.0/28")],
    subnetPrefixLength: [
      inputs(
        {
          "web: vpc.zones": undefined,
          "web: vpc.subnets": { "use1-az1": "10.20.0.0/24", "use1-az2": "10.20.1.0/24" },
          "web: vpc.subnetPrefixLength": 24,
        },
        "web: vpc.subnetPrefixLength",
      ),
    ],
    networkAcl: [input("web: vpc.networkAcl", "closed")],
    "${key}.subnetCidrBlocks": [
      input("vault: inspection.subnets", { a: "10.24.15.0/28" }, "vault: inspection.subnets.a"),
    ],
    "${key}.subnetCidrBlocks.${zoneId}": [input("vault: inspection.clientSubnets.use1-az1", "10.24.0.0/24")],
  },
  "vpc/stack-role.ts": { throw: [STACKS] },
};
