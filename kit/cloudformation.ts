import { idText } from "./acceptance";
import { comment, yamlString } from "./escape";
import {
  endpointAddressTypes,
  endpointName,
  isCrossRegion,
  type KitPort,
  type KitService,
  needsAcceptance,
  portsOf,
  zonesOf,
} from "./kit-service";

/** The CloudFormation template for the customer's endpoint. */
export function cloudFormationTemplate(service: KitService): string {
  const { card } = service;
  const [first] = endpointAddressTypes(card);
  const families =
    first === "ipv6" ? (["Ipv6"] as const) : card.addressTypes.includes("ipv6") ? BOTH : (["Ipv4"] as const);
  return [
    `# Endpoint to the service ${comment(card.service)} of ${comment(card.environment)}, in ${service.region}.`,
    'AWSTemplateFormatVersion: "2010-09-09"',
    `Description: ${yamlString(`VPC endpoint to ${card.serviceName}`)}`,
    "",
    "Parameters:",
    ...parameters(service, families),
    "",
    ...conditions(service, families),
    "Resources:",
    ...securityGroup(card),
    ...families.flatMap((family) => portsOf(card).flatMap((port) => ingress(port, family, families))),
    ...endpoint(service),
    "",
    "Outputs:",
    ...outputs(service),
    "",
  ].join("\n");
}

const BOTH = ["Ipv4", "Ipv6"] as const;
type Family = (typeof BOTH)[number];

function parameters(service: KitService, families: readonly Family[]): string[] {
  const { card } = service;
  const zones = zonesOf(service);
  const subnets =
    zones === undefined
      ? "Your subnets, one in each zone that has clients"
      : `Your subnets, at most one in each of the zones ${zones.join(", ")}`;
  const types = endpointAddressTypes(card);
  return [
    "  VpcId:",
    "    Type: AWS::EC2::VPC::Id",
    "    Description: Your VPC",
    "  SubnetIds:",
    "    Type: List<AWS::EC2::Subnet::Id>",
    `    Description: ${yamlString(subnets)}`,
    ...families.flatMap((family) => clientParameter(family, families)),
    "  IpAddressType:",
    "    Type: String",
    "    Description: Addresses of the endpoint",
    `    Default: ${types[0]}`,
    `    AllowedValues: [${types.join(", ")}]`,
    ...(card.privateDnsName === undefined
      ? []
      : [
          "  PrivateDnsEnabled:",
          "    Type: String",
          `    Description: ${yamlString(privateDnsText(service))}`,
          '    Default: "false"',
          '    AllowedValues: ["true", "false"]',
        ]),
  ];
}

function privateDnsText(service: KitService): string {
  const when = needsAcceptance(service) ? ". Write true only after the provider has accepted the endpoint" : "";
  return `Whether ${service.card.privateDnsName} leads to the endpoint in your VPC${when}`;
}

function clientParameter(family: Family, families: readonly Family[]): string[] {
  const isOptional = family === "Ipv6" && families.length > 1;
  const pattern =
    family === "Ipv4" ? "([0-9]{1,3}[.]){3}[0-9]{1,3}/([1-9]|[12][0-9]|3[0-2])" : "[0-9a-fA-F:]+/[1-9][0-9]{0,2}";
  return [
    `  Client${family}Cidr:`,
    "    Type: String",
    `    Description: ${yamlString(`${family === "Ipv4" ? "IPv4" : "IPv6"} range of your clients${isOptional ? "; empty: none" : ""}`)}`,
    ...(isOptional ? ['    Default: ""'] : []),
    `    AllowedPattern: ${yamlString(isOptional ? `^$|^${pattern}$` : `^${pattern}$`)}`,
    "    ConstraintDescription: Write a range in CIDR notation",
  ];
}

function conditions({ card }: KitService, families: readonly Family[]): string[] {
  const lines = [
    ...(card.privateDnsName === undefined ? [] : ['  HasPrivateDns: !Equals [!Ref PrivateDnsEnabled, "true"]']),
    ...(families.length > 1 ? ['  HasIpv6Clients: !Not [!Equals [!Ref ClientIpv6Cidr, ""]]'] : []),
  ];
  return lines.length === 0 ? [] : ["Conditions:", ...lines, ""];
}

function securityGroup(card: KitService["card"]): string[] {
  return [
    "  SecurityGroup:",
    "    Type: AWS::EC2::SecurityGroup",
    "    Properties:",
    "      GroupDescription: Clients of the VPC endpoint",
    "      VpcId: !Ref VpcId",
    "      # The endpoint opens no connection. Without a rule here, CloudFormation would allow all.",
    "      SecurityGroupEgress:",
    "        - Description: Nothing leaves",
    '          IpProtocol: "-1"',
    "          CidrIp: 127.0.0.1/32",
    "      Tags:",
    "        - Key: Name",
    `          Value: ${yamlString(endpointName(card))}`,
  ];
}

function ingress({ protocol, port }: KitPort, family: Family, families: readonly Family[]): string[] {
  const name = `${protocol === "tcp" ? "Tcp" : "Udp"}${port}${family}`;
  const isOptional = family === "Ipv6" && families.length > 1;
  return [
    `  ${name}:`,
    "    Type: AWS::EC2::SecurityGroupIngress",
    ...(isOptional ? ["    Condition: HasIpv6Clients"] : []),
    "    Properties:",
    "      GroupId: !GetAtt SecurityGroup.GroupId",
    "      Description: Clients of the VPC endpoint",
    `      IpProtocol: ${protocol}`,
    `      FromPort: ${port}`,
    `      ToPort: ${port}`,
    `      ${family === "Ipv4" ? "CidrIp" : "CidrIpv6"}: !Ref Client${family}Cidr`,
  ];
}

function endpoint(service: KitService): string[] {
  const { card } = service;
  return [
    "  Endpoint:",
    "    Type: AWS::EC2::VPCEndpoint",
    "    Properties:",
    "      VpcEndpointType: Interface",
    `      ServiceName: ${yamlString(card.serviceName)}`,
    ...(isCrossRegion(service) ? [`      ServiceRegion: ${yamlString(card.region)}`] : []),
    "      VpcId: !Ref VpcId",
    "      SubnetIds: !Ref SubnetIds",
    "      SecurityGroupIds:",
    "        - !GetAtt SecurityGroup.GroupId",
    "      IpAddressType: !Ref IpAddressType",
    `      PrivateDnsEnabled: ${card.privateDnsName === undefined ? "false" : "!If [HasPrivateDns, true, false]"}`,
  ];
}

function outputs(service: KitService): string[] {
  return [
    "  EndpointId:",
    `    Description: ${yamlString(`Id of the endpoint${idText(service)}`)}`,
    "    Value: !Ref Endpoint",
    "  DnsEntries:",
    '    Description: "Hosted zone and DNS name of each entry, with a colon between"',
    '    Value: !Join [",", !GetAtt Endpoint.DnsEntries]',
    "  SecurityGroupId:",
    "    Description: Security group of the endpoint",
    "    Value: !GetAtt SecurityGroup.GroupId",
  ];
}
