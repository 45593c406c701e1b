/** A framework of controls, in one version, with those of its controls that rules answer. */
export interface Framework {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly organization: string;
  /** Page of the framework. */
  readonly url: string;
  /** Titles by the control's number. Those of PCI DSS are shortened. */
  readonly controls: Readonly<Record<string, string>>;
}

/** The frameworks that rules may name, in the order that they are shown. */
export const FRAMEWORKS: readonly Framework[] = [
  {
    id: "nist-800-53",
    name: "NIST SP 800-53",
    version: "Rev. 5",
    organization: "NIST",
    url: "https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final",
    controls: {
      "AC-4": "Information Flow Enforcement",
      "AC-17(3)": "Remote Access | Managed Access Control Points",
      "CA-9": "Internal System Connections",
      "SC-7": "Boundary Protection",
      "SC-7(3)": "Boundary Protection | Access Points",
      "SC-7(5)": "Boundary Protection | Deny by Default — Allow by Exception",
      "SC-7(10)": "Boundary Protection | Prevent Exfiltration",
      "SC-7(11)": "Boundary Protection | Restrict Incoming Communications Traffic",
      "SC-7(21)": "Boundary Protection | Isolation of System Components",
      "SC-7(28)": "Boundary Protection | Connections to Public Networks",
    },
  },
  {
    id: "pci-dss",
    name: "PCI DSS",
    version: "4.0.1",
    organization: "PCI Security Standards Council",
    url: "https://www.pcisecuritystandards.org/document_library/",
    controls: {
      "1.3.1": "Inbound traffic to the cardholder data environment is restricted",
      "1.3.2": "Outbound traffic from the cardholder data environment is restricted",
      "1.4.2": "Inbound traffic from untrusted networks to trusted networks is restricted",
      "1.4.4": "Components that store cardholder data are not directly accessible from untrusted networks",
    },
  },
  {
    id: "cis-aws",
    name: "CIS Amazon Web Services Foundations Benchmark",
    version: "7.0.0",
    organization: "Center for Internet Security",
    url: "https://www.cisecurity.org/benchmark/amazon_web_services",
    controls: {
      "6.3": "Ensure no security groups allow ingress from 0.0.0.0/0 to remote server administration ports",
      "6.4": "Ensure no security groups allow ingress from ::/0 to remote server administration ports",
      "6.6": 'Ensure routing tables for VPC peering are "least access"',
    },
  },
  {
    id: "iso-27001",
    name: "ISO/IEC 27001, Annex A",
    version: "2022",
    organization: "ISO/IEC",
    url: "https://www.iso.org/standard/27001",
    controls: {
      "A.8.20": "Networks security",
      "A.8.21": "Security of network services",
      "A.8.22": "Segregation of networks",
    },
  },
];

/** What a rule answers, and why: passing the rule is evidence for the control. */
export interface Mapping {
  /** Id of a framework. */
  readonly framework: string;
  /** Number of a control of the framework. */
  readonly control: string;
  /** Why, in one sentence. */
  readonly reason: string;
}

/** What is wrong with a mapping, as what was expected; undefined where nothing is. */
export function mappingProblem({ framework, control }: Omit<Mapping, "reason">): string | undefined {
  const known = FRAMEWORKS.find(({ id }) => id === framework);
  if (known === undefined)
    return `expected one of the frameworks ${FRAMEWORKS.map(({ id }) => id).join(", ")}, got: ${framework}`;
  if (Object.hasOwn(known.controls, control)) return undefined;
  return `expected a control of ${framework}: ${Object.keys(known.controls).join(", ")}, got: ${control}`;
}

/** Place of a mapping in the order of {@link FRAMEWORKS} and their controls. */
export function mappingOrder({ framework, control }: Omit<Mapping, "reason">): number {
  const index = FRAMEWORKS.findIndex(({ id }) => id === framework);
  return index * 1000 + Object.keys(FRAMEWORKS[index]?.controls ?? {}).indexOf(control);
}
