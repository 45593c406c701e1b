import { table } from "../support/markdown";
import { acceptanceStep, acceptanceText, contactText } from "./acceptance";
import { markdown, markdownCode } from "./escape";
import {
  endpointAddressTypes,
  isCrossRegion,
  type KitPort,
  type KitService,
  needsAcceptance,
  portsOf,
  zonesOf,
} from "./kit-service";
import { principalList } from "./principals";
import { testSection } from "./tests-section";
import { troubleshooting } from "./troubleshooting";

/** What stands where the card says nothing. */
const UNKNOWN = "not known";

const FILES = table(
  ["file", "what it is"],
  [
    ["[terraform/](terraform)", "the endpoint as a Terraform module"],
    ["[cloudformation/endpoint.yaml](cloudformation/endpoint.yaml)", "the same as a CloudFormation template"],
    ["[cli.md](cli.md)", "the same with the AWS CLI"],
    ["[console.md](console.md)", "the same in the AWS console"],
    ["[SECURITY.md](SECURITY.md)", "what the connection opens, and what it does not"],
  ],
);

/** The page that a customer begins with. */
export function readme(service: KitService): string {
  const { card } = service;
  return [
    `# Connect to ${markdown(card.service)} of ${markdown(card.environment)}`,
    "",
    "With these files you connect your VPC to the service over AWS PrivateLink. You make a VPC endpoint in your account;",
    "clients in your VPC then reach the service at private addresses. You need nothing else of the provider.",
    "",
    ...FILES,
    "",
    "Use one of the first four.",
    "",
    ...facts(service),
    ...ports(service),
    ...principals(service),
    ...needs(service),
    ...steps(service),
    ...testSection(service),
    ...troubleshooting(service),
    ...removal(service),
  ].join("\n");
}

function facts(service: KitService): string[] {
  const { card } = service;
  const zones = zonesOf(service);
  const text = (value: string | undefined) => (value === undefined ? UNKNOWN : markdown(value));
  const rows: [string, string][] = [
    ["service", `${markdown(card.service)} of ${markdown(card.environment)}`],
    ["what it is", text(card.description)],
    ["service name", markdownCode(card.serviceName)],
    ["provider's account", markdownCode(card.account)],
    ["region of the service", markdownCode(card.region)],
    ["region of your endpoint", markdownCode(service.region)],
    ["zones, by id", zones === undefined ? "any zone of your region" : zones.map(markdownCode).join(", ")],
    ["address types of the endpoint", endpointAddressTypes(card).map(markdownCode).join(", ")],
    ["private DNS name", card.privateDnsName === undefined ? "none" : markdownCode(card.privateDnsName)],
    ["acceptance", acceptanceText(service)],
    ["contact", text(card.contact)],
    ["documentation", card.documentation === undefined ? UNKNOWN : `<${card.documentation}>`],
    ["your access ends after", service.until === undefined ? UNKNOWN : (service.until ?? "no end is set")],
  ];
  return ["## The service", "", ...table(["", ""], rows), ""];
}

function ports({ card }: KitService): string[] {
  const rows = portsOf(card).map((port): [string, string, string, string, string] => [
    String(port.port),
    port.protocol.toUpperCase(),
    markdown(port.listener),
    spoken(port),
    port.httpPath === undefined ? "" : markdownCode(port.httpPath),
  ]);
  return [
    "## Ports",
    "",
    ...table(["port", "protocol", "listener", "clients speak", "path for a test over HTTP"], rows),
    "",
  ];
}

function spoken({ spoken, protocol, httpPath }: KitPort): string {
  if (spoken === "TLS") return "TLS";
  if (httpPath !== undefined) return "HTTP";
  return `${protocol.toUpperCase()}; what is in it is not known`;
}

const NOT_ALLOWED = "To principals that the provider does not allow, AWS says that the service does not exist.";

function principals({ principals, endpointIds }: KitService): string[] {
  const only =
    endpointIds === undefined
      ? []
      : ["", `The provider accepts only these endpoints: ${endpointIds.map(markdownCode).join(", ")}.`];
  if (principals.length === 0)
    return [
      "## Who must make the endpoint",
      "",
      "Which principals may connect is not known here. Ask the provider for the principal, and make the endpoint with it.",
      NOT_ALLOWED,
      ...only,
      "",
    ];
  return [
    "## Who must make the endpoint",
    "",
    "Make the endpoint with one of these principals.",
    NOT_ALLOWED,
    "",
    ...principalList(principals),
    ...only,
    "",
  ];
}

function needs(service: KitService): string[] {
  const { card, clientRanges } = service;
  const zones = zonesOf(service);
  return [
    "## What you need",
    "",
    `- A VPC in ${markdownCode(service.region)}${zones === undefined ? "" : `, with a subnet in one or more of ${zones.map(markdownCode).join(", ")}`}. An endpoint takes at most one subnet a zone.`,
    ...(zones === undefined
      ? []
      : [
          "  Compare zone ids, not names: `us-east-1a` can be another zone in your account. `cli.md` shows how to see the ids.",
        ]),
    "- A security group for the endpoint that lets your clients in on the ports above. The files make it. It needs no egress",
    "  rule. The clients' own security groups must let them out to these ports.",
    ...(clientRanges === undefined
      ? []
      : [`- Clients with addresses in ${clientRanges.map(markdownCode).join(", ")}: the provider lets only these in.`]),
    ...(card.privateDnsName === undefined
      ? []
      : [
          "- For private DNS: DNS resolution and DNS hostnames are on in your VPC (`enableDnsSupport`, `enableDnsHostnames`).",
        ]),
    ...(isCrossRegion(service)
      ? [
          `- Permission for the connection to another region (\`vpce:AllowMultiRegion\`): the service is in ${markdownCode(card.region)}.`,
        ]
      : []),
    "",
  ];
}

function steps(service: KitService): string[] {
  const { card } = service;
  const list = [
    `Make the endpoint, without private DNS. ${needsAcceptance(service) ? "Its state becomes `pendingAcceptance`." : "Its state becomes `available`."}`,
    ...(needsAcceptance(service)
      ? [
          `${acceptanceStep(service)} Terraform prints the id (output \`endpoint_id\`). Of a CloudFormation stack, take it from the resource \`Endpoint\`: whether the stack waits for the acceptance is not known.`,
          "Wait until the state of the endpoint is `available`. AWS takes private DNS only after that.",
        ]
      : [`Send the id of the endpoint (\`vpce-...\`) to ${contactText(service)}, so that they know it is yours.`]),
    ...(card.privateDnsName === undefined
      ? ["Give your clients the DNS name of the endpoint. The service has no private DNS name."]
      : [
          `Switch private DNS on. Then ${markdownCode(card.privateDnsName)} leads to the endpoint, in your VPC only. In Terraform it is \`private_dns_enabled = true\`, in CloudFormation the parameter \`PrivateDnsEnabled\`. Without it, use the DNS name of the endpoint.`,
        ]),
    "Test each port, as below.",
  ];
  return ["## Steps", "", ...list.map((step, index) => `${index + 1}. ${step}`), ""];
}

function removal({ card }: KitService): string[] {
  const contact = card.contact === undefined ? "the provider" : markdown(card.contact);
  return [
    "## Remove the connection",
    "",
    "Delete what you made: `terraform destroy`, delete the CloudFormation stack, or the last steps of `cli.md` and",
    `\`console.md\`. Clients lose the service at once. Tell ${contact}, so that they remove your permission.`,
    "",
  ];
}
