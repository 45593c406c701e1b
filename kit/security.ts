import { table } from "../support/markdown";
import { markdown, markdownCode } from "./escape";
import { isCrossRegion, type KitPort, type KitService, needsAcceptance, portsOf } from "./kit-service";
import { principalText, rootNote } from "./principals";
import { Sources } from "./sources";

/** The page for those who have to approve the connection. */
export function security(service: KitService): string {
  const { card } = service;
  const sources = new Sources();
  return [
    `# What the connection to ${markdown(card.service)} of ${markdown(card.environment)} opens`,
    "",
    "For auditors and security teams. It describes the endpoint that the files of this folder make. Statements about AWS",
    "have the title of the page of AWS that says so.",
    "",
    "## What it opens",
    "",
    ...table(["from", "to", "protocol and port"], openings(service)),
    "",
    "Your security group decides which clients may use it: only the ranges that you give, only these ports.",
    "",
    "## What it does not open",
    "",
    `- **No connection into your VPC.** Only clients in your VPC can start a connection. The provider cannot. ${sources.cite("multiVpc")}`,
    "- **No route and no gateway.** The endpoint is a network interface in each of your subnets. Route tables stay as they",
    `  are. Nothing else of the provider's VPC can be reached, and nothing else of yours. ${sources.cite("multiVpc", "concepts")}`,
    `- **No public address.** Clients use private addresses. The traffic does not leave the network of AWS. ${sources.cite("concepts", "traffic")}`,
    ...(isCrossRegion(service)
      ? [
          `- **One other region.** The traffic goes from ${markdownCode(service.region)} to ${markdownCode(card.region)}. ${sources.cite("concepts")}`,
        ]
      : []),
    `- **No DNS name outside your VPC.** ${dns(service, sources)}`,
    "",
    "## Who can do what",
    "",
    ...table(["who", "can"], rights(service, sources)),
    ...rootNote(service.principals),
    "",
    "## Encryption",
    "",
    "AWS PrivateLink connects; it does not add TLS. Per port:",
    "",
    ...portsOf(card).map((port) => `- ${port.protocol.toUpperCase()} ${port.port}: ${encryption(port)}`),
    "",
    "## What each side sees",
    "",
    "- You see the connections in flow logs of the endpoint's network interfaces, and the calls that make, change or delete",
    "  the endpoint in AWS CloudTrail.",
    `- The provider sees the id of your endpoint, your account id, and the state of the connection. ${sources.cite("connections")}`,
    "- The provider's application sees addresses of the provider's load balancer, not of your clients, unless the load",
    `  balancer adds them with proxy protocol version 2. Whether it does is not known. ${sources.cite("targetGroups")}`,
    "",
    "## Sources",
    "",
    ...sources.list(),
    "",
  ].join("\n");
}

function openings({ card }: KitService): [string, string, string][] {
  return portsOf(card).map(({ port, protocol, listener }) => [
    "your clients",
    `your endpoint, then listener ${markdown(listener)} of the provider's load balancer`,
    `${protocol.toUpperCase()} ${port}`,
  ]);
}

function dns(service: KitService, sources: Sources): string {
  const name = service.card.privateDnsName;
  if (name === undefined) return "The service has no private DNS name. Clients use the name of the endpoint.";
  return `With private DNS on, ${markdownCode(name)} leads to the endpoint for clients of your VPC only. It is off at first. ${sources.cite("dnsNames")}`;
}

function rights(service: KitService, sources: Sources): [string, string][] {
  const { principals } = service;
  const may = `make an endpoint to the service. The provider may allow others; they cannot reach your VPC. ${sources.cite("multiVpc", "service")}`;
  return [
    ...(principals.length === 0
      ? [["principals that the provider allows (not known here)", may] as [string, string]]
      : principals.map((arn): [string, string] => [`${markdownCode(arn)}: ${principalText(arn)}`, may])),
    ["you", "delete the endpoint, or change its security group, at any time"],
    [
      "the provider",
      needsAcceptance(service)
        ? `accept the endpoint, and reject it at any time, also after it was accepted ${sources.cite("service")}`
        : `reject the connection at any time ${sources.cite("service")}`,
    ],
  ];
}

function encryption({ spoken, protocol }: KitPort): string {
  if (spoken === "TLS") return "TLS from your client to the provider's load balancer, which ends it";
  return `${protocol.toUpperCase()}; whether the application encrypts is not known`;
}
