import { DataAwsRoute53Zone } from "@cdktf/provider-aws/lib/data-aws-route53-zone";
import { Route53Record } from "@cdktf/provider-aws/lib/route53-record";
import { VpcEndpointServicePrivateDnsVerification } from "@cdktf/provider-aws/lib/vpc-endpoint-service-private-dns-verification";
import { DataResource, Fn, Op, type TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { verifiableDnsNameProblem } from "../../aws/dns-name";
import { hostedZoneIdProblem } from "../../aws/hosted-zone-id";
import { known, PropertyProblems } from "../../aws/property-problems";
import type { PrivateDnsRecord } from "./record";

/** Seconds that resolvers may keep the record, as the AWS PrivateLink Guide has it. */
const TIME_TO_LIVE = 1800;

/** Properties of {@link PrivateDnsVerification}. */
export interface PrivateDnsVerificationProps {
  /** Id of the endpoint service, `vpce-svc-...`. */
  readonly serviceId: string;
  /** Private DNS name of the service, known at synthesis. */
  readonly privateDnsName: string;
  /** Record that the service asks for, `EndpointService.privateDnsVerification`. */
  readonly record: PrivateDnsRecord;
  /** Public hosted zone to make the record in. @default - none: whoever runs the DNS has made it */
  readonly hostedZone?: HostedZone;
}

/** A public hosted zone of Route 53 which the private DNS name is in. */
export interface HostedZone {
  /** Id of the zone, `Z...`. */
  readonly id: string;
  /** Provider for the zone's account. @default - that of the scope */
  readonly provider?: TerraformProvider;
}

/**
 * Proves to AWS who owns the domain of a service's private DNS name: makes the record, where it is given a hosted zone,
 * and has AWS look for it. The apply ends when AWS has found it, or fails after 30 minutes. To change the name or the
 * record's value is to verify anew; to destroy this leaves the name verified for as long as AWS finds the record.
 */
export class PrivateDnsVerification extends Construct {
  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, props: PrivateDnsVerificationProps) {
    super(scope, id);
    validate(this, props);
    const { serviceId, privateDnsName, record, hostedZone } = props;
    // AWS is asked once and not again, unless what it was asked about is another.
    const asked = new DataResource(this, "asked", {
      input: { ...record },
      lifecycle: {
        precondition: [
          {
            condition: Op.eq(Fn.replace(record.name, "/^[^.]*[.]/", ""), domainOf(privateDnsName)),
            errorMessage: `The service does not ask for a record of ${privateDnsName} yet. Deploy it with that private DNS name first.`,
          },
        ],
      },
    });
    new VpcEndpointServicePrivateDnsVerification(this, "verification", {
      serviceId,
      waitForVerification: true,
      // An address as text: cdktf would write a template, which Terraform does not take here.
      lifecycle: { replaceTriggeredBy: [`${asked.terraformResourceType}.${asked.friendlyUniqueId}`] },
      ...(hostedZone ? { dependsOn: [this.publish(hostedZone, props)] } : {}),
    });
  }

  private publish({ id, provider }: HostedZone, { privateDnsName, record }: PrivateDnsVerificationProps) {
    const inZone = provider ? { provider } : {};
    const zone = new DataAwsRoute53Zone(this, "hosted-zone", {
      ...inZone,
      zoneId: id,
      lifecycle: {
        postcondition: [
          {
            condition: "${self.private_zone != true}",
            errorMessage: `Hosted zone ${id} is a private one, where AWS does not look for the record of ${privateDnsName}. Name a public zone.`,
          },
          {
            condition: `\${try(endswith(".${domainOf(privateDnsName)}", ".\${trimsuffix(self.name, ".")}"), false)}`,
            errorMessage: `Hosted zone ${id} is that of \${self.name}, which ${privateDnsName} is not in. Name the zone of a domain that it is in.`,
          },
        ],
      },
    });
    return new Route53Record(this, "record", {
      ...inZone,
      zoneId: zone.zoneId,
      name: record.name,
      type: record.type,
      ttl: TIME_TO_LIVE,
      records: [record.value],
    });
  }
}

/** The domain that a private DNS name is proven by: of a wildcard, what it is in. */
function domainOf(privateDnsName: string): string {
  return privateDnsName.replace(/^\*\./, "");
}

function validate(verification: PrivateDnsVerification, { privateDnsName, hostedZone }: PrivateDnsVerificationProps) {
  const problems = new PropertyProblems(verification);
  const expected = known(privateDnsName)
    ? verifiableDnsNameProblem(privateDnsName)
    : "a name that is known at synthesis";
  problems.check("privateDnsName", expected, privateDnsName);
  if (known(hostedZone?.id)) problems.check("hostedZone.id", hostedZoneIdProblem(hostedZone.id), hostedZone.id);
  problems.throwIfAny();
}
