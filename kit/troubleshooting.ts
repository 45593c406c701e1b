import { table } from "../support/markdown";
import { needsId } from "./acceptance";
import { markdown } from "./escape";
import { type KitService, needsAcceptance, zonesOf } from "./kit-service";

/** What customers run into, with what to do. */
export function troubleshooting(service: KitService): string[] {
  const { card } = service;
  const contact = card.contact === undefined ? "the provider" : markdown(card.contact);
  const zones = zonesOf(service);
  const rows: [string, string, string][] = [
    [
      "`InvalidServiceName`, the service does not exist",
      "AWS shows the service only to allowed principals, and in its regions",
      `use a principal and the region of this page; if you do, ask ${contact} whether your principal is allowed`,
    ],
    ...(zones === undefined
      ? []
      : [
          [
            "the zone or the subnet is not supported",
            "a subnet is in a zone that the service is not in",
            `take subnets by zone id: ${zones.join(", ")}; zone names differ from account to account`,
          ] as [string, string, string],
        ]),
    ["`DuplicateSubnetsInSameZone`", "two subnets are in one zone", "take one subnet a zone"],
    [
      "state `pendingAcceptance`",
      needsAcceptance(service) ? "the provider has not accepted the endpoint yet" : "not expected: AWS accepts at once",
      `${needsAcceptance(service) && !needsId(service) ? "wait 15 minutes, then send" : "send"} the endpoint id to ${contact}`,
    ],
    ["state `rejected`", "the provider has rejected the endpoint, or ended your access", `ask ${contact}`],
    ["state `expired`", "nobody accepted the request in time", "delete the endpoint, make a new one, and send its id"],
    ["state `failed`", "AWS could not make the endpoint", "delete the endpoint and make a new one"],
    [
      "state `available`, clients time out",
      "a security group or a network ACL stops them",
      "let the clients in to the endpoint, and out of their own groups, on the ports above",
    ],
    ...(card.privateDnsName === undefined
      ? []
      : ([
          [
            "private DNS cannot be switched on",
            needsAcceptance(service)
              ? "the endpoint is not `available`, or the VPC has DNS resolution or DNS hostnames off"
              : "the VPC has DNS resolution or DNS hostnames off",
            "wait for the acceptance; set `enableDnsSupport` and `enableDnsHostnames`",
          ],
          [
            "private DNS name conflicts",
            "another endpoint or hosted zone of the VPC has the name",
            "use one endpoint a VPC for the name",
          ],
        ] as [string, string, string][])),
  ];
  return ["## Troubleshooting", "", ...table(["what you see", "why", "what to do"], rows), ""];
}
