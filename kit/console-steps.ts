import { acceptanceStep } from "./acceptance";
import { markdown, markdownCode } from "./escape";
import { endpointAddressTypes, isCrossRegion, type KitService, needsAcceptance, portsOf, zonesOf } from "./kit-service";
import { rootNote, signInText } from "./principals";

/** The steps in the AWS console. */
export function consoleSteps(service: KitService): string {
  const { card } = service;
  const list = [...group(service), ...endpoint(service), ...afterwards(service)];
  return [
    `# Connect to ${markdown(card.service)} of ${markdown(card.environment)} in the AWS console`,
    "",
    `${signIn(service)} Choose the region ${markdownCode(service.region)}, and open the VPC console.`,
    ...rootNote(service.principals),
    "",
    ...list.map((step, index) => `${index + 1}. ${step}`),
    "",
    "To remove the connection: select the endpoint, choose **Actions**, **Delete VPC endpoints**. Once it is gone, delete the",
    "security group.",
    "",
  ].join("\n");
}

function signIn({ principals }: KitService): string {
  if (principals.length === 0)
    return "Sign in as a principal that may connect. Which ones is not known here: ask the provider.";
  return `Sign in as ${signInText(principals)}. The provider allows ${principals.map(markdownCode).join(", ")}.`;
}

function group({ card }: KitService): string[] {
  const rules = portsOf(card).map(({ protocol, port }) => `${protocol.toUpperCase()} ${port}`);
  return [
    "**Security groups**, **Create security group**: choose your VPC. Remove the outbound rule.",
    `Add an inbound rule for each of ${rules.join(", ")}: type **Custom TCP** or **Custom UDP**, source: the range of your clients.`,
  ];
}

function endpoint(service: KitService): string[] {
  const { card } = service;
  const zones = zonesOf(service);
  return [
    "**Endpoints**, **Create endpoint**. Type: **Endpoint services that use NLBs and GWLBs**.",
    `Service name: ${markdownCode(card.serviceName)}. ${isCrossRegion(service) ? `Select **Enable Cross Region endpoint**, and the region ${markdownCode(card.region)}. ` : ""}Choose **Verify service**. If AWS does not find it, your principal or your region is another one.`,
    zones === undefined
      ? "Choose your VPC, and one subnet in each zone that has clients."
      : `Choose your VPC, and subnets in ${zones.map(markdownCode).join(", ")}. The console shows the id of each zone beside its name: compare the ids.`,
    `IP address type: ${endpointAddressTypes(card).map(markdownCode).join(" or ")}. Security group: the one that you made.`,
    ...(card.privateDnsName === undefined ? [] : ["Leave **Enable DNS name** off for now."]),
    "**Create endpoint**. Note its id, `vpce-...`.",
  ];
}

function afterwards(service: KitService): string[] {
  const { card } = service;
  return [
    ...(needsAcceptance(service)
      ? [`${acceptanceStep(service)} Wait until the status of the endpoint is **Available**.`]
      : ["Wait until the status of the endpoint is **Available**."]),
    ...(card.privateDnsName === undefined
      ? []
      : [
          `Select the endpoint, **Actions**, **Modify private DNS name**: enable it. Then ${markdownCode(card.privateDnsName)} leads to the endpoint in your VPC.`,
        ]),
    "Test each port, as in [README.md](README.md).",
  ];
}
