import { VpclatticeDomainVerification } from "@cdktf/provider-aws/lib/vpclattice-domain-verification";
import { Construct } from "constructs";
import { known, PropertyProblems } from "../../aws/property-problems";
import { verifiedDomainProblem } from "./verified-domain";

/** Properties of {@link DomainVerification}. */
export interface DomainVerificationProps {
  /** Domain to verify, in lower case. It covers its subdomains. Another domain is another verification. */
  readonly domainName: string;
}

/** The record in public DNS that proves to VPC Lattice who owns a domain. */
export interface DomainTxtRecord {
  /** Name of the record. */
  readonly name: string;
  /** Type of the record. */
  readonly type: "TXT";
  /** Text of the record. */
  readonly value: string;
}

/**
 * Starts the verification of a domain in VPC Lattice. AWS looks for the record in public DNS; only when it has found
 * it, VPCs of consumers who want verified names know resources by names of the domain.
 */
export class DomainVerification extends Construct {
  /** Id of the verification, `dv-...`. */
  readonly domainVerificationId: string;
  /** The domain. */
  readonly domainName: string;
  /** The record that must be in public DNS, and stay there. */
  readonly record: DomainTxtRecord;

  /** @throws UserError that lists every invalid property. */
  constructor(scope: Construct, id: string, { domainName }: DomainVerificationProps) {
    super(scope, id);
    const problems = new PropertyProblems(this);
    problems.check(
      "domainName",
      known(domainName) ? verifiedDomainProblem(domainName) : "a domain that is known at synthesis",
      domainName,
    );
    problems.throwIfAny();
    const verification = new VpclatticeDomainVerification(this, "verification", {
      domainName,
      tags: { Name: domainName },
    });
    this.domainVerificationId = verification.id;
    this.domainName = domainName;
    this.record = { name: verification.txtRecordName, type: "TXT", value: verification.txtRecordValue };
  }
}
