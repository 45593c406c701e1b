import { type LooseningContext, looseningsOf } from "../../policies/checker/loosening";
import { type PolicyConfig, policyDataSchema } from "../../policies/checker/policy-data-schema";

const EVERYTHING = { region: "us-east-1", names: ["aws_vpc.main", "vpc-0bbbbbbbbbbbbbbbb"], isUsed: () => true };

/** What a configuration of the policy data loosens. */
function loosened(config: object, context: LooseningContext = EVERYTHING) {
  const { config: whole }: { config: PolicyConfig } = policyDataSchema.parse({ config });
  return looseningsOf(whole, context).map(({ setting, allows }) => [setting, ...allows]);
}

test("the defaults loosen nothing", () => {
  expect(loosened({})).toEqual([]);
});

test.each([
  [{ allowed_ranges: ["0.0.0.0/0"] }],
  [{ allowed_ranges: ["203.0.113.0/24"] }],
  [{ allowed_ranges: ["10.0.0.0/7"] }],
  [{ allowed_ranges: ["::/0"] }],
  [{ allowed_ranges: ["2001:db8::/32"] }],
  [{ allowed_endpoint_types: ["Gateway"] }],
  [{ allowed_appliance_services: ["com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0"] }],
  [{ allowed_service_networks: ["arn:aws:vpc-lattice:us-east-1:111111111111:servicenetwork/sn-0123456789abcdef0"] }],
  [{ allowed_service_regions: ["eu-west-1"] }],
  [{ allowed_service_regions: ["us-*"] }],
  [{ allowed_services: ["*"] }],
  [{ allowed_services: ["com.amazonaws.vpce.eu-west-1.vpce-svc-0123456789abcdef0"] }],
  [{ allowed_services: ["com.amazonaws.vpce.us-east-1*"] }],
  [{ allowed_services: ["*.us-east-1.s3"] }],
  [{ other_vpcs: ["vpc-0123456789abcdef0"] }],
  [{ consumer_vpcs: ["vpc-0123456789abcdef0"] }],
  [{ consumer_vpcs: ["*"] }],
])("accepts more than by default: %j", (config) => {
  const [[setting, entries] = []] = Object.entries(config);
  expect(loosened(config)).toEqual([[setting, ...(entries ?? [])]]);
});

test("an output of another state is said in words", () => {
  const entry = { remote_state: { path: "a.tfstate" }, output: "service_name", stacks: ["a"] };
  expect(loosened({ allowed_appliance_services: [entry] })).toEqual([
    ["allowed_appliance_services", "output service_name of the state a.tfstate"],
  ]);
});

test.each([
  [{ allowed_ranges: ["10.0.0.0/8", "100.64.0.0/16", "2001:db8::/56"] }],
  [{ allowed_endpoint_types: ["Interface", "GatewayLoadBalancer", "ServiceNetwork"] }],
  [{ allowed_service_regions: ["us-east-1"] }],
  [{ allowed_services: ["com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0", "com.amazonaws.us-east-1.*"] }],
  [
    {
      strict: true,
      allow_no_consumer_vpc: true,
      consumer_vpcs: ["aws_vpc.app", "aws_vpc.*", "vpc-0bbbbbbbbbbbbbbbb"],
      tls_services: ["orders"],
    },
  ],
  [
    {
      require_endpoint_policies: true,
      require_notifications: true,
      require_narrow_egress: true,
      require_resource_perimeter: true,
    },
  ],
])("accepts no more than by default: %j", (config) => {
  expect(loosened(config)).toEqual([]);
});

test("where the region of the VPC is not known, each region counts", () => {
  expect(loosened({ allowed_service_regions: ["us-east-1"] }, { ...EVERYTHING, region: null })).toEqual([
    ["allowed_service_regions", "us-east-1"],
  ]);
});

test("an entry of a list of names counts only where it matches something in the documents", () => {
  const harmless_types = ["datadog_*", "github_*"].map((type) => ({ type, reason: "It opens nothing" }));
  const config = { other_vpcs: ["aws_vpc.a", "aws_vpc.b"], harmless_types };
  const isUsed = (list: string, index: number) => index === (list === "other_vpcs" ? 1 : 0);
  expect(loosened(config, { ...EVERYTHING, isUsed })).toEqual([
    ["other_vpcs", "aws_vpc.b"],
    ["harmless_types", "datadog_*: It opens nothing"],
  ]);
  expect(loosened(config, { ...EVERYTHING, isUsed: () => false })).toEqual([]);
});
