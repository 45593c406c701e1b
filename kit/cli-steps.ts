import { shellWord } from "../support/shell";
import { acceptanceStep } from "./acceptance";
import { markdown, markdownCode } from "./escape";
import {
  endpointAddressTypes,
  endpointName,
  isCrossRegion,
  type KitService,
  needsAcceptance,
  portsOf,
  zonesOf,
} from "./kit-service";
import { principalList } from "./principals";
import { testCommand } from "./tests-section";

/** The steps with the AWS CLI. */
export function cliSteps(service: KitService): string {
  const { card } = service;
  return [
    `# Connect to ${markdown(card.service)} of ${markdown(card.environment)} with the AWS CLI`,
    "",
    "Run the blocks in this order, in one shell (bash or zsh), with AWS CLI version 2.",
    "",
    "## 1. Who you are, and where",
    "",
    ...block(
      "vpc_id=vpc-0123456789abcdef0 # your VPC",
      `client_cidr=${endpointAddressTypes(card)[0] === "ipv6" ? "2001:db8::/56" : "10.0.0.0/16"} # range of your clients`,
      `export AWS_REGION=${shellWord(service.region)}`,
      `service_name=${shellWord(card.serviceName)}`,
      `name=${shellWord(endpointName(card))}`,
      "aws sts get-caller-identity",
    ),
    ...identity(service),
    "## 2. Subnets, by zone id",
    "",
    ...subnets(service),
    "## 3. Security group",
    "",
    ...securityGroup(service),
    "## 4. Endpoint",
    "",
    ...createEndpoint(service),
    ...acceptance(service),
    ...privateDns(service),
    "## Test",
    "",
    ...block(
      'aws ec2 describe-vpc-endpoints --vpc-endpoint-ids "$endpoint_id" \\',
      "  --query 'VpcEndpoints[0].DnsEntries[].DnsName' --output table",
      "name=vpce-0123456789abcdef0-example.vpce.amazonaws.com # the first of them",
      'nslookup "$name"',
      ...portsOf(card).map((port) => testCommand(port, card.privateDnsName)),
    ),
    "## Remove",
    "",
    "AWS takes some minutes to delete the endpoint. Until then it refuses to delete the security group.",
    "",
    ...block(
      'aws ec2 delete-vpc-endpoints --vpc-endpoint-ids "$endpoint_id"',
      'until aws ec2 delete-security-group --group-id "$group_id"; do sleep 20; done',
    ),
  ].join("\n");
}

function block(...lines: readonly string[]): string[] {
  return ["```sh", ...lines, "```", ""];
}

function identity({ principals }: KitService): string[] {
  return principals.length === 0
    ? ["Which principals may connect is not known here. Ask the provider.", ""]
    : [
        "The last command must show one of these. A role is shown as `assumed-role/<role>/<session>`.",
        "",
        ...principalList(principals),
        "",
      ];
}

function subnets(service: KitService): string[] {
  const zones = zonesOf(service);
  const filter = zones === undefined ? "" : ` ${shellWord(`Name=availability-zone-id,Values=${zones.join(",")}`)}`;
  return [
    zones === undefined
      ? "Take one subnet in each zone that has clients."
      : "These are your subnets in the zones of the service. Take one in each zone, at least one in all.",
    "",
    ...block(
      `aws ec2 describe-subnets --filters "Name=vpc-id,Values=$vpc_id"${filter} \\`,
      "  --query 'Subnets[].[SubnetId,AvailabilityZoneId,CidrBlock]' --output table",
      "subnet_ids=(subnet-0123456789abcdef0) # those that you take, with spaces between",
    ),
  ];
}

function securityGroup({ card }: KitService): string[] {
  const isIpv6 = endpointAddressTypes(card)[0] === "ipv6";
  const range = isIpv6 ? "Ipv6Ranges=[{CidrIpv6=$client_cidr}]" : "IpRanges=[{CidrIp=$client_cidr}]";
  return [
    "It lets your clients in on the ports of the service. The endpoint opens no connection: the second command removes AWS's",
    "default rule, which allows all egress.",
    "",
    ...block(
      'group_id=$(aws ec2 create-security-group --group-name "$name" --vpc-id "$vpc_id" \\',
      "  --description 'Clients of the VPC endpoint' --query GroupId --output text)",
      'aws ec2 revoke-security-group-egress --group-id "$group_id" --protocol all --cidr 0.0.0.0/0',
      ...portsOf(card).flatMap(({ protocol, port }) => [
        'aws ec2 authorize-security-group-ingress --group-id "$group_id" \\',
        `  --ip-permissions "IpProtocol=${protocol},FromPort=${port},ToPort=${port},${range}"`,
      ]),
    ),
  ];
}

function createEndpoint(service: KitService): string[] {
  const { card } = service;
  const [type] = endpointAddressTypes(card);
  return block(
    "endpoint_id=$(aws ec2 create-vpc-endpoint --vpc-endpoint-type Interface --no-private-dns-enabled \\",
    `  --service-name "$service_name"${isCrossRegion(service) ? ` --service-region ${shellWord(card.region)}` : ""} --ip-address-type ${type} \\`,
    '  --vpc-id "$vpc_id" --subnet-ids "${subnet_ids[@]}" --security-group-ids "$group_id" \\',
    '  --tag-specifications "ResourceType=vpc-endpoint,Tags=[{Key=Name,Value=$name}]" \\',
    "  --query VpcEndpoint.VpcEndpointId --output text)",
    'echo "$endpoint_id"',
  );
}

function acceptance(service: KitService): string[] {
  const wait = block(
    'until state=$(aws ec2 describe-vpc-endpoints --vpc-endpoint-ids "$endpoint_id" \\',
    "  --query 'VpcEndpoints[0].State' --output text) && [ \"$state\" = available ]; do",
    '  echo "$state"; sleep 30',
    "done",
  );
  if (!needsAcceptance(service)) return ["AWS accepts it at once. Wait until it is available:", "", ...wait];
  return [
    "## 5. Acceptance",
    "",
    acceptanceStep(service),
    "",
    "Wait. The state goes from `pendingAcceptance` to `available`. Ctrl-C ends the wait, for example when the state is",
    "`rejected` or `expired`.",
    "",
    ...wait,
  ];
}

function privateDns(service: KitService): string[] {
  const name = service.card.privateDnsName;
  if (name === undefined) return [];
  return [
    "## Private DNS",
    "",
    `Only once the state is \`available\`. Then ${markdownCode(name)} leads to the endpoint in your VPC.`,
    "",
    ...block('aws ec2 modify-vpc-endpoint --vpc-endpoint-id "$endpoint_id" --private-dns-enabled'),
  ];
}
