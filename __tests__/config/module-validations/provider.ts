import {
  type CoverageTable,
  DEFECT,
  FOLLOWS,
  input,
  inputs,
  KEY,
  NAME,
  NUMBERS,
  never,
  STACKS,
  TERRAFORM,
  TOPICS,
} from "./coverage";

const ORDERS = "services.orders";
const HTTP = `${ORDERS}.listeners.http`;
const TARGETS = `${ORDERS}.targets`;
const CERTIFICATE = "arn:aws:acm:us-east-1:111111111111:certificate/01234567-89ab-4cde-8f01-23456789abcd";
const TARGET_GROUP = "arn:aws:elasticloadbalancing:us-east-1:111111111111:targetgroup/orders/0123456789abcdef";
const ALB = "arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/app/orders/0123456789abcdef";
const LONG_KEY = "x".repeat(129);
const DATABASE = "arn:aws:rds:us-east-1:111111111111:db:ledger";
const QUOTA = input("quotas", { "*": { rulesPerSecurityGroup: 0 } }, "quotas.*.rulesPerSecurityGroup");

/** Validations of the modules of load balancers and of their services. */
export const SERVICE_COVERAGE: CoverageTable = {
  "provider/acceptor/archive.ts": {
    throw: [never("the bundle is a part of the program, which the build makes")],
  },
  "provider/acceptor/validation.ts": {
    name: [NAME],
    schedule: [input(`${ORDERS}.acceptor.schedule`, "cron(0 * * * ? *)")],
    mostRejections: [input(`${ORDERS}.acceptor.mostRejections`, -1)],
    logRetentionDays: [input(`${ORDERS}.acceptor.logRetentionDays`, 2)],
  },
  "provider/connection-acceptance.ts": {
    "endpointIds.${name}": [input("customer: connections.orders.endpointId", "endpoint")],
  },
  "provider/connection-notification/notify-topic.ts": {
    name: [NAME],
    events: [input(`${ORDERS}.notifications.events`, [])],
    topicArn: [input(`${ORDERS}.notifications.topicArn`, "topic")],
    emails: [
      input(
        `${ORDERS}.notifications`,
        { topicArn: TOPICS[0], emails: ["a@example.com"] },
        `${ORDERS}.notifications.emails`,
      ),
      input(`${ORDERS}.notifications.emails`, ["a"], `${ORDERS}.notifications.emails[0]`),
    ],
  },
  "provider/endpoint-service.ts": {
    name: [NAME],
    supportedIpAddressTypes: [input(`${ORDERS}.addressTypes`, [])],
    allowedPrincipals: [input(`${ORDERS}.allowedPrincipals`, ["them"], `${ORDERS}.allowedPrincipals[0]`)],
    acceptance: [
      inputs({ [`${ORDERS}.allowedPrincipals`]: ["*"], [`${ORDERS}.acceptance`]: "automatic" }, `${ORDERS}.acceptance`),
    ],
    supportedRegions: [
      input(`${ORDERS}.supportedRegions`, ["moon-1"], `${ORDERS}.supportedRegions[0]`),
      input(`${ORDERS}.supportedRegions`, ["cn-north-1"], `${ORDERS}.supportedRegions[0]`),
      input("appliances.inspection.supportedRegions", ["eu-west-1"]),
    ],
    privateDnsName: [
      input(`${ORDERS}.privateDns.name`, "orders"),
      input("appliances.inspection.privateDns", { name: "orders.example.com" }),
    ],
    networkLoadBalancerArns: [STACKS, STACKS],
    gatewayLoadBalancerArns: [STACKS],
  },
  "provider/gateway-load-balancer/flows.ts": {
    targetFailover: [input("appliances.inspection.targetFailover", "none")],
    flowStickiness: [input("appliances.inspection.flowStickiness", "none")],
    key: [input("appliances.inspection.deregistrationDelaySeconds", -1)],
  },
  "provider/gateway-load-balancer/gateway-load-balancer.ts": {
    name: [NAME],
    "vpc.subnetIds": [
      input(
        "appliances.inspection.vpc",
        { id: "vpc-0123456789abcdef3", subnets: {} },
        "appliances.inspection.vpc.subnets",
      ),
    ],
    targetIds: [
      input(
        "appliances.inspection.targets.addresses",
        Array.from({ length: 301 }, (_, index) => `10.14.${Math.floor(index / 200)}.${10 + (index % 200)}`),
      ),
    ],
    "targetIds.${key}": [
      input("appliances.inspection.targets.addresses", ["here"], "appliances.inspection.targets.addresses[0]"),
    ],
    "autoScalingGroupNames.${key}": [
      input(
        "appliances.inspection.targets",
        { type: "autoScalingGroup", names: ["a b"] },
        "appliances.inspection.targets.names[0]",
      ),
    ],
    autoScalingGroupNames: [STACKS],
    ipAddressType: [
      input("appliances.inspection.addressTypes", ["ipv4", "ipv6"], "appliances.inspection.addressTypes[1]"),
    ],
    "[]": [
      input(
        "appliances.inspection.healthCheck",
        { protocol: "TCP", path: "/" },
        "appliances.inspection.healthCheck.path",
      ),
    ],
  },
  "provider/load-balancer/access-log-bucket.ts": {
    name: [NAME],
    prefix: [input(`${ORDERS}.loadBalancer.accessLogs`, { prefix: "/" }, `${ORDERS}.loadBalancer.accessLogs.prefix`)],
    retentionDays: [
      input(
        `${ORDERS}.loadBalancer.accessLogs`,
        { retentionDays: 0 },
        `${ORDERS}.loadBalancer.accessLogs.retentionDays`,
      ),
    ],
  },
  "provider/load-balancer/existing-load-balancer.ts": {
    loadBalancerArn: [
      input("services.legacy.loadBalancer.existing.main.arn", "main"),
      input(
        "services.legacy.loadBalancer.existing.main.tags",
        { Service: "legacy" },
        "services.legacy.loadBalancer.existing.main.tags",
      ),
    ],
    '["loadBalancerTags"]': [
      inputs(
        {
          "services.legacy.loadBalancer.existing.main.arn": undefined,
          "services.legacy.loadBalancer.existing.main.tags": {},
        },
        "services.legacy.loadBalancer.existing.main.tags",
      ),
    ],
    vpc: [STACKS],
    "vpc.subnetIds": [input("services.legacy.vpc.subnets", {})],
    zoneIds: [
      inputs({ "services.legacy.vpc": { zones: [] } }, "services.legacy.vpc.zones"),
      inputs({ "services.legacy.vpc": { zones: ["us-east-1a"] } }, "services.legacy.vpc.zones[0]"),
      inputs({ "services.legacy.vpc": { zones: ["use1-az1", "use1-az1"] } }, "services.legacy.vpc.zones[1]"),
    ],
    name: [NAME],
  },
  "provider/load-balancer/health-check.ts": {
    "${property}.port": [input(`${HTTP}.healthCheck.port`, 0)],
    "${property}.path": [input(`${HTTP}.healthCheck.path`, "health")],
    "${property}.matcher": [input(`${HTTP}.healthCheck.matcher`, "fine")],
    "${property}.${key}": [input(`${HTTP}.healthCheck.intervalSeconds`, 1)],
  },
  "provider/load-balancer/listener-rule.ts": {
    listeners: [input(`${ORDERS}.listeners`, {})],
    '["listeners", problem.name]': [input(`${ORDERS}.listeners.other`, { port: 80 }, `${ORDERS}.listeners.other.port`)],
    property: [KEY],
    "[property]": [input(`${HTTP}.certificateArn`, CERTIFICATE)],
    "${property}.port": [input(`${HTTP}.port`, 0)],
    "${property}.protocol": [input(`${HTTP}.protocol`, "HTTP")],
    "${property}.targetPort": [input(`${HTTP}.targetPort`, 0)],
    "${property}.certificateArn": [input(`${HTTP}.certificateArn`, "certificate")],
    "${property}.additionalCertificateArns.${key}": [
      input(`${HTTP}.additionalCertificateArns`, ["certificate"], `${HTTP}.additionalCertificateArns[0]`),
    ],
    "${property}.renamedFrom": [input(`${HTTP}.renamedFrom`, "Web"), input(`${HTTP}.renamedFrom`, [])],
    "${at}.weight": [
      input(
        `${HTTP}.targetGroups`,
        { blue: { weight: 1000, targets: { type: "external" } } },
        `${HTTP}.targetGroups.blue.weight`,
      ),
    ],
    "${at}.targetPort": [
      input(
        `${HTTP}.targetGroups`,
        { blue: { weight: 1, targetPort: 0, targets: { type: "external" } } },
        `${HTTP}.targetGroups.blue.targetPort`,
      ),
    ],
    "${property}.sslPolicy": [input(`${HTTP}.sslPolicy`, "strict")],
    "${property}.${key}": [input(`${HTTP}.idleTimeoutSeconds`, 1)],
  },
  "provider/load-balancer/network-load-balancer.ts": {
    name: [NAME],
    vpc: [input(TARGETS, { type: "instance", tags: { Role: "orders" } }, `${TARGETS}.tags`)],
    "[]": [
      input(
        `${ORDERS}.loadBalancer.privateAddresses`,
        { "use1-az1": "here", "use1-az2": "10.10.1.10" },
        `${ORDERS}.loadBalancer.privateAddresses.use1-az1`,
      ),
      input(`${ORDERS}.loadBalancer.zonalShift`, true),
    ],
    ruleQuota: [QUOTA],
    property: [STACKS],
    beside: [
      inputs(
        { [TARGETS]: { type: "targetGroup", arn: TARGET_GROUP }, [`${ORDERS}.loadBalancer.additional`]: ["other"] },
        `${TARGETS}.arn`,
      ),
    ],
    listeners: [STACKS],
  },
  "provider/load-balancer/targets-rule.ts": {
    '["listeners", name]': [
      inputs({ [TARGETS]: { type: "alb", arn: ALB }, [`${HTTP}.protocol`]: "UDP" }, `${HTTP}.protocol`),
      inputs(
        {
          [`${HTTP}.targetGroups`]: { blue: { weight: 1, targets: { type: "alb", arn: ALB } } },
          [`${HTTP}.protocol`]: "UDP",
        },
        `${HTTP}.protocol`,
      ),
    ],
    "at(key)": [input(TARGETS, { type: "ip", addresses: ["2001:db8::1"] }, `${TARGETS}.addresses[0]`)],
    'at("targetGroupArn")': [input(TARGETS, { type: "targetGroup", arn: "group" }, `${TARGETS}.arn`)],
    'at("healthCheckPort")': [
      input(TARGETS, { type: "targetGroup", arn: TARGET_GROUP, healthCheckPort: 0 }, `${TARGETS}.healthCheckPort`),
    ],
    "at(`targetIds.${name}`)": [input(TARGETS, { type: "instance", ids: ["instance"] }, `${TARGETS}.ids[0]`)],
    "at(`outsideTargetIds.${name}`)": [
      input("services.legacy.targets.outsideAddresses", ["there"], "services.legacy.targets.outsideAddresses[0]"),
      input("services.legacy.targets.outsideAddresses", ["10.9.0.9"], "services.legacy.targets.outsideAddresses[0]"),
    ],
    "at(`targetTags.${key}`)": [
      input(
        "services.legacy.targets",
        { type: "instance", tags: { [LONG_KEY]: "a" } },
        `services.legacy.targets.tags.${LONG_KEY}`,
      ),
      input("services.legacy.targets", { type: "instance", tags: { Role: "*" } }, "services.legacy.targets.tags.Role"),
    ],
    "at(`autoScalingGroupNames.${name}`)": [
      input(TARGETS, { type: "autoScalingGroup", names: ["a b"] }, `${TARGETS}.names[0]`),
    ],
  },
  "provider/monitoring/service-monitoring.ts": {
    name: [NAME],
    loadBalancers: [STACKS],
    "loadBalancers.${key}": [KEY],
    "loadBalancers.${key}.zoneIds": [FOLLOWS, FOLLOWS],
    "loadBalancers.${key}.listeners": [FOLLOWS],
    "loadBalancers.${key}.listeners.${name}": [KEY, STACKS],
    "alarms.${kind}": [
      input(`${ORDERS}.monitoring.alarms`, { healthyTargets: -1 }, `${ORDERS}.monitoring.alarms.healthyTargets`),
    ],
    "[]": [input(`${ORDERS}.monitoring`, { alarms: false, dashboard: false }, `${ORDERS}.monitoring.dashboard`)],
  },
  "provider/private-dns/private-dns-verification.ts": {
    privateDnsName: [input(`${ORDERS}.privateDns.name`, "orders")],
    "hostedZone.id": [input(`${ORDERS}.privateDns.hostedZone.id`, "zone")],
  },
  "provider/sample-application/sample-application.ts": {
    name: [NAME],
    ports: [FOLLOWS, FOLLOWS],
  },
};

const LEDGER = "resources.ledger";

/** Validations of the modules of private resources. */
export const RESOURCE_COVERAGE: CoverageTable = {
  "provider/resource/definition.ts": {
    property: [input(`${LEDGER}.resource`, {})],
    "${property}.dnsName": [input(`${LEDGER}.resource`, { dnsName: "ledger" }, `${LEDGER}.resource.dnsName`)],
    "${property}.dnsAddressType": [input(`${LEDGER}.resource.dnsAddressType`, "ipv4")],
    "${property}.ipAddress": [input(`${LEDGER}.resource.ipAddress`, "here")],
    "${property}.arn": [input(`${LEDGER}.resource`, { arn: "ledger" }, `${LEDGER}.resource.arn`)],
  },
  "provider/resource/resource-configuration.ts": {
    property: [input(`${LEDGER}.ports`, []), input(`${LEDGER}.ports`, ["53/udp"], `${LEDGER}.ports[0]`)],
    name: [NAME],
    ports: [STACKS],
    customDomainName: [
      input(`${LEDGER}.customDomainName`, "ledger"),
      inputs(
        { [`${LEDGER}.resource`]: { arn: DATABASE }, [`${LEDGER}.customDomainName`]: "ledger.example.com" },
        `${LEDGER}.customDomainName`,
      ),
    ],
    domainVerificationId: [
      inputs(
        { [`${LEDGER}.customDomainName`]: "ledger.example.com", [`${LEDGER}.domainVerificationId`]: "proof" },
        `${LEDGER}.domainVerificationId`,
      ),
      input(`${LEDGER}.domainVerificationId`, "dv-0123456789abcdef0"),
    ],
    domainVerification: [
      inputs(
        {
          [`${LEDGER}.customDomainName`]: "ledger.example.com",
          [`${LEDGER}.domainVerificationId`]: "dv-0123456789abcdef0",
          [`${LEDGER}.verifyDomain`]: "example.com",
        },
        `${LEDGER}.verifyDomain`,
      ),
      inputs(
        { [`${LEDGER}.customDomainName`]: "ledger.example.com", [`${LEDGER}.verifyDomain`]: "other.example.com" },
        `${LEDGER}.verifyDomain`,
      ),
    ],
  },
  "provider/resource/domain-verification.ts": {
    domainName: [
      inputs(
        { [`${LEDGER}.customDomainName`]: "ledger.example.com", [`${LEDGER}.verifyDomain`]: "*.example.com" },
        `${LEDGER}.verifyDomain`,
      ),
    ],
  },
  "provider/resource/resource-gateway.ts": {
    name: [NAME],
    "vpc.subnetIds": [input(`${LEDGER}.vpc`, { id: "vpc-0123456789abcdef4", subnets: {} }, `${LEDGER}.vpc.subnets`)],
    addressType: [input(`${LEDGER}.gateway.addressType`, "ipv5")],
    dnsResolution: [input(`${LEDGER}.gateway.dnsResolution`, "VPC")],
    ipv4AddressesPerInterface: [
      input(
        `${LEDGER}.gateway`,
        { addressType: "ipv6", addressesPerInterface: 4 },
        `${LEDGER}.gateway.addressesPerInterface`,
      ),
      input(`${LEDGER}.gateway.addressesPerInterface`, 0),
    ],
    destinations: [
      input(`${LEDGER}.gateway.allowTo`, []),
      input(
        `${LEDGER}.gateway.allowTo`,
        NUMBERS.map((number) => `10.12.0.${number}/32`),
        `${LEDGER}.gateway`,
      ),
    ],
    "destinations.${key}": [KEY],
    "destinations.${key}.to": [input(`${LEDGER}.gateway.allowTo`, ["there"], `${LEDGER}.gateway.allowTo[0]`)],
    "destinations.${key}.ports": [
      input(`${LEDGER}.ports`, []),
      input(`${LEDGER}.ports`, ["53/udp"], `${LEDGER}.ports[0]`),
    ],
  },
  "provider/resource/resource-group.ts": {
    name: [NAME],
    members: [input("resources.kafka.resource.members", {})],
    "members.${key}": [KEY],
    "members.${key}.resource": [input("resources.kafka.resource.members.broker-1.arn", DATABASE)],
  },
  "provider/resource/resource-share.ts": {
    name: [NAME],
    resourceArns: [STACKS],
    "resourceArns.${key}": [STACKS],
    principals: [STACKS, input(`${LEDGER}.sharing`, { principals: ["them"] }, `${LEDGER}.sharing.principals[0]`)],
  },
};

const CARD_FILE = never("config reads the files of cards itself, by the same functions: see config/card-file.ts");
const LONG_PATHS = Object.fromEntries(
  [...Array(9).keys()].map((number) => [
    `l${number}`,
    { port: 80 + number, healthCheck: { protocol: "HTTP", path: `/${"x".repeat(1000)}` } },
  ]),
);

/** Validations of cards, and of what is known of AWS. */
export const OTHER_COVERAGE: CoverageTable = {
  "aws/alarm-topics.ts": {
    alarmTopicArns: [
      input(`${ORDERS}.monitoring.alarmTopicArns`, ["topic"], `${ORDERS}.monitoring.alarmTopicArns[0]`),
      input(`${ORDERS}.monitoring.alarmTopicArns`, TOPICS),
    ],
  },
  "aws/cidr.ts": { throw: [DEFECT] },
  "aws/moved.ts": { throw: [DEFECT] },
  "aws/newer-argument.ts": { throw: [DEFECT] },
  "aws/tokens.ts": { throw: [DEFECT] },
  "aws/zone-id.ts": { throw: [DEFECT] },
  "aws/instance-type.ts": {
    instanceType: [TERRAFORM, input(`${TARGETS}.instanceType`, "t3.tiny")],
    architecture: [
      inputs(
        { [`${TARGETS}.instanceType`]: "t4g.nano", [`${TARGETS}.architecture`]: "x86_64" },
        `${TARGETS}.architecture`,
      ),
    ],
  },
  "card/card-parameter.ts": {
    name: [input(`${ORDERS}.card.parameter.name`, "/aws/orders")],
    shareWith: [
      input(`${ORDERS}.card.parameter.shareWith`, ["them"], `${ORDERS}.card.parameter.shareWith[0]`),
      input(`${ORDERS}.card.parameter.shareWith`, ["111111111111"], `${ORDERS}.card.parameter.shareWith[0]`),
    ],
    card: [input(`${ORDERS}.listeners`, LONG_PATHS, `${ORDERS}.card.parameter`)],
  },
  "card/card.ts": { throw: [DEFECT] },
  "card/read-card.ts": { throw: [CARD_FILE, CARD_FILE, CARD_FILE] },
};
