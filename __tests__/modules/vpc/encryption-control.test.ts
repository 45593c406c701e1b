import { isUnencryptedInstanceType } from "../../../modules/aws/instance-encryption";
import { INSTANCE_TYPES } from "../../../modules/aws/instance-types";
import { ENCRYPTION_EXCLUSIONS, EncryptionControl, type EncryptionControlProps } from "../../../modules/vpc";
import { refusal, synth, unknownText } from "../../support/synth";
import { VPC } from "../../support/vpc";

const PROPS: EncryptionControlProps = { name: "dev-web", vpc: VPC, role: "consumer", mode: "enforce" };

const made = (props: Partial<EncryptionControlProps>) =>
  synth((scope) => new EncryptionControl(scope, "control", { ...PROPS, ...props })).resource(
    "aws_vpc_encryption_control",
  );
const refusalOf = (props: object) =>
  refusal((scope) => new EncryptionControl(scope, "control", { ...PROPS, ...props } as EncryptionControlProps));

test("a control without exclusions leaves them to AWS, which has none", () => {
  expect(made({})).toEqual({ vpc_id: VPC.vpcId, mode: "enforce", tags: { Name: "dev-web" } });
});

test("each exclusion is an argument of the resource, in any order", () => {
  const all = made({ role: "service", exclusions: ENCRYPTION_EXCLUSIONS });
  expect(all).toMatchObject({
    internet_gateway_exclusion: "enable",
    egress_only_internet_gateway_exclusion: "enable",
    nat_gateway_exclusion: "enable",
    virtual_private_gateway_exclusion: "enable",
    vpc_peering_exclusion: "enable",
    vpc_lattice_exclusion: "enable",
    lambda_exclusion: "enable",
    elastic_file_system_exclusion: "enable",
  });
  expect(made({ role: "service", exclusions: [...ENCRYPTION_EXCLUSIONS].reverse() })).toEqual(all);
});

test.each<Partial<EncryptionControlProps>>([
  { mode: "monitor", functions: true, instanceTypes: ["t4g.nano"] },
  { functions: true, exclusions: ["lambda"] },
  { instanceTypes: ["m7g.medium", "p9.48xlarge", unknownText("var.type")] },
  { role: "hub", exclusions: ["vpcPeering"] },
  { lattice: true, exclusions: ["vpcLattice"] },
  { role: "hub", exclusions: ["vpcLattice"] },
  { mode: "monitor", lattice: true, gatewayLoadBalancers: true, tlsListeners: ["web"] },
])("%j is accepted", (props) => {
  expect(made(props).mode).toBe(props.mode ?? "enforce");
});

test.each<[object, string]>([
  [{ mode: "off" }, '`mode`: expected one of monitor, enforce; got "off"'],
  [{ exclusions: ["ecs"] }, `\`exclusions\`: expected some of ${ENCRYPTION_EXCLUSIONS.join(", ")}; got "ecs"`],
  [
    { mode: "monitor", exclusions: ["lambda"] },
    '`exclusions`: expected no exclusions with `mode: monitor`, which refuses nothing; got ["lambda"]',
  ],
  [
    { exclusions: ["lambda", "natGateway"] },
    '`exclusions.1`: expected lambda, elasticFileSystem or vpcLattice: the VPC of a consumer has no way out that could be excluded; got "natGateway"',
  ],
  [
    { functions: true },
    '`mode`: expected `monitor`, or `lambda` under `exclusions`: AWS refuses functions in a VPC with enforced encryption; got "enforce"',
  ],
  [
    { instanceTypes: ["t4g.nano", "m7g.medium", "t4g.nano"] },
    '`mode`: expected `monitor`, or instances of types that encrypt their traffic: t4g.nano does not; got "enforce"',
  ],
  [
    { lattice: true },
    "`mode`: expected `monitor`, or `vpcLattice` under `exclusions`: resource gateways, and endpoints to resources and service networks, are of VPC Lattice",
  ],
  [
    { exclusions: ["lambda", "vpcLattice"] },
    "`exclusions.1`: expected no `vpcLattice`: nothing in the VPC is of VPC Lattice, such as an endpoint to a resource",
  ],
  [
    { gatewayLoadBalancers: true },
    "`mode`: expected `monitor`: AWS supports no Gateway Load Balancer in a VPC with enforced encryption, and has no exclusion for one",
  ],
  [{ role: "service", tlsListeners: ["web", "api"] }, "as this does: api, web"],
])("fails on %j", (props, expected) => {
  expect(refusalOf(props)).toContain(expected);
});

test("types that do not encrypt are of older families, each of which is known", () => {
  const families = new Set(INSTANCE_TYPES.filter(isUnencryptedInstanceType).map((type) => type.split(".")[0]));
  expect(families.size).toBe(41);
  for (const type of ["m7g.medium", "c5n.large", "m6i.large", "m8g.large", "i3en.large"])
    expect(isUnencryptedInstanceType(type)).toBe(false);
});
