import { z } from "zod";
import { privateDnsNameProblem, verifiableDnsNameProblem } from "../../modules/aws/dns-name";
import { hostedZoneIdProblem } from "../../modules/aws/hosted-zone-id";
import { unprovableDomainProblem } from "../../modules/aws/private-domain";
import { acrossKeys, checked } from "../fields";
import { account, role } from "../shared-schema";

const hostedZone = z
  .strictObject({
    id: checked(hostedZoneIdProblem).describe(
      "Id of the public hosted zone in Route 53, such as Z0123456789ABCDEFGHIJ.",
    ),
    account: account.optional().describe("Account of the hosted zone. Default: the service's."),
    role: role
      .optional()
      .describe(
        "Role in that account which Terraform assumes, by name. Default: the service's, in the service's account; else none, whose credentials Terraform runs with must be the account's.",
      ),
  })
  .describe(
    "Public hosted zone that the private DNS name is in: the record which proves the domain is made there, and verification awaited. Default: none; the record is handed out in the output private_dns_verification.",
  );

/** Private DNS name of a service, and how its domain is proven. */
export const privateDns = z
  .strictObject({
    name: checked(verifiableDnsNameProblem, nameFix).describe(
      "DNS name that consumers may use for the service, such as orders.example.com or *.example.com, in lower case. Its domain must be in public DNS.",
    ),
    hostedZone: hostedZone.optional(),
    verify: z
      .boolean()
      .optional()
      .describe(
        "Without hostedZone: whether the record is in public DNS, so that verification is to be awaited. Default: false.",
      ),
  })
  .check(
    acrossKeys(({ hostedZone, verify }, report) => {
      if (hostedZone !== undefined && verify === false)
        report(
          ["verify"],
          "no `verify: false` beside `hostedZone`, where verification is always awaited",
          "take it out",
        );
    }),
  )
  .describe("Private DNS name of the service. Default: none.");

/** The private DNS name of a service as an environment file gives it. */
export type PrivateDnsSpec = z.output<typeof privateDns>;

/** Whether a stack of its own proves the domain: it does, unless the record is only handed out. */
export function provesDomain({ hostedZone, verify }: PrivateDnsSpec): boolean {
  return hostedZone !== undefined || verify === true;
}

function nameFix(text: string): string | undefined {
  if (unprovableDomainProblem(text) !== undefined)
    return "choose a name in your own domain; a connection's `hostedZone` gives an endpoint any name in the VPC of its consumer";
  const lower = text.toLowerCase().replace(/\.$/, "");
  return lower !== text && privateDnsNameProblem(lower) === undefined ? `write \`${lower}\`` : undefined;
}
