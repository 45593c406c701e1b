import { z } from "zod";
import { acrossKeys, asList, asMapping, checked, checkedAs } from "../../config/fields";
import { parseCidr } from "../../modules/aws/cidr";
import { ipv6RangeProblem } from "../../modules/aws/ipv6";
import { withoutIndexes } from "../../support/addresses";
import { isDate } from "../../support/date";

/** Types of VPC endpoint, as AWS names them. */
const ENDPOINT_TYPES = ["Interface", "Gateway", "GatewayLoadBalancer", "Resource", "ServiceNetwork"] as const;

const text = checked((value) => (value.trim() === "" ? "a text that is not empty" : undefined));

/** Which state it is, as the data source `terraform_remote_state` says it: its arguments, and no others. */
const remoteState = z
  .union(
    [
      z.strictObject({
        bucket: text.describe("Bucket of the state."),
        key: text.describe("Key of the state in the bucket."),
        region: text.describe("Region of the bucket."),
      }),
      z.strictObject({ path: text.describe("Path of the state, as the stack that reads it has it.") }),
    ],
    { error: "`path` of a local state, or `bucket`, `key` and `region` of one in S3" },
  )
  .describe(
    "State, by the `config` of the data source `terraform_remote_state` that reads it: the `path` of a local state, or the `bucket`, `key` and `region` of one in S3.",
  );

const outputOfState = z
  .strictObject({
    remote_state: remoteState,
    output: checked((value) => (/^[A-Za-z_][\w-]*$/.test(value) ? undefined : "the name of an output")).describe(
      "Output of that state that has the name of the service, or the ARN of the service network.",
    ),
    stacks: z
      .array(text)
      .min(1)
      .optional()
      .describe(
        "Names of the stacks that the entry is for. Required where the `path` of the state is relative: from another folder, such a path leads to another state. Default: every stack that reads the output.",
      ),
  })
  .check(
    acrossKeys(({ remote_state, stacks }, report) => {
      const { path } = asMapping(remote_state);
      if (stacks === undefined && typeof path === "string" && !path.startsWith("/"))
        report(
          ["stacks"],
          "the names of the stacks that read the state, for its `path` is relative",
          "add `stacks: [NAME]`, or write an absolute path",
        );
    }),
  );

/** Forms of the names that say whose something is. */
const OWNERS = {
  service: {
    form: /^[a-z0-9.-]+\.vpce-svc-[0-9a-z]+$/,
    expected:
      "the whole name of one endpoint service, without `*`, such as com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
  },
  network: {
    form: /^arn:[^\s*]+:servicenetwork\/[^\s*]+$/,
    expected:
      "the whole ARN of one service network, without `*`, such as arn:aws:vpc-lattice:us-east-1:111111111111:servicenetwork/sn-0123456789abcdef0",
  },
} as const;

const OUTPUT_INSTEAD =
  "if another stack has the name, write the output and its state: `{ remote_state: ..., output: ... }`";

/**
 * The owner of what an endpoint leads to, who gets all that is sent to it: by a whole name, for one name must not stand for
 * several, or by the output of another state that has it. A Terraform address is no name: it stays the same whatever the
 * endpoint leads to.
 */
const owners = (kind: keyof typeof OWNERS) => {
  const { form, expected } = OWNERS[kind];
  const owner = checkedAs(
    z.union([z.string(), outputOfState], { error: `${expected}; or, ${OUTPUT_INSTEAD}` }),
    (value) => (typeof value !== "string" || form.test(value) ? undefined : expected),
    (value) => (typeof value === "string" ? OUTPUT_INSTEAD : undefined),
  );
  return z.array(owner).optional();
};

const vpcs = z
  .array(text)
  .default([])
  .describe("Terraform addresses or ids of VPCs; `*` stands for any characters. Default: none.");

const harmlessType = z.strictObject({
  type: checked((value) =>
    /^(?!aws_)[a-z0-9]+_[^\s]*$/.test(value)
      ? undefined
      : "a type of one provider other than aws, such as datadog_monitor or datadog_*",
  ).describe("Type of resource or data source; `*` stands for any characters behind the name of the provider."),
  reason: text.describe("Why it opens no way into or out of a VPC, for those who read the reports."),
});

/** What a user tells the policies besides the documents, in the names of the Rego: see {@link policyDataSchema}. */
const configSchema = z.strictObject({
  strict: z
    .boolean()
    .default(false)
    .describe("Whether every VPC counts as a consumer's unless other_vpcs lists it. Default: false."),
  allow_no_consumer_vpc: z
    .boolean()
    .default(false)
    .describe(
      "Whether conftest only warns of a document in which no VPC counts as a consumer's, instead of denying it. The checker looks at all documents of a run, and does not need it. Default: false.",
    ),
  consumer_vpcs: vpcs.describe(
    "VPCs that count as consumers' without a mark: Terraform addresses or ids; `*` stands for any characters. One that matches nothing in a run is an error. Default: none.",
  ),
  other_vpcs: vpcs.describe(
    "VPCs that are nobody's consumer VPC, whatever their mark says: Terraform addresses or ids; `*` stands for any characters. One that matches nothing in a run is an error. Default: none.",
  ),
  allowed_services: z
    .array(text)
    .optional()
    .describe(
      "Names of the services, and ARNs of the resource configurations, that endpoints in consumer VPCs may lead to; `*` stands for any characters. Default: any service; the report lists them.",
    ),
  allowed_service_regions: z
    .array(text)
    .optional()
    .describe(
      "Regions of the services that endpoints in consumer VPCs may lead to; `*` stands for any characters. Default: that of the VPC.",
    ),
  allowed_endpoint_types: z
    .array(z.enum(ENDPOINT_TYPES))
    .default(["Interface", "Resource"])
    .describe(
      "Types of VPC endpoint that consumer VPCs may have. GatewayLoadBalancer and ServiceNetwork open nothing here: allowed_appliance_services and allowed_service_networks name what such endpoints may lead to. Default: those that lead to one service, or one resource that was shared: Interface, Resource.",
    ),
  allowed_appliance_services: owners("service").describe(
    "Endpoint services of appliances (Gateway Load Balancer) that consumer VPCs may send packets through, by their whole names, or, where another stack has the name, by that output of its state. Routes may lead to them for addresses within the VPC. The report lists each as an assumption: the owner of the appliances gets all that is routed to them. One that matches nothing in a run is an error. Default: none.",
  ),
  allowed_service_networks: owners("network").describe(
    "Service networks (VPC Lattice) that endpoints in consumer VPCs may lead to, by their whole ARNs, or, where another stack has the ARN, by that output of its state. The report lists each as an assumption: the owner of the network says what is in it. One that matches nothing in a run is an error. Default: none.",
  ),
  allowed_ranges: z
    .array(checked(rangeProblem))
    .optional()
    .describe(
      "Ranges that security groups of consumer VPCs may let in and out. Default: private ones (RFC 1918, RFC 6598), and IPv6 ranges of the size of a VPC's, /44 and smaller.",
    ),
  require_endpoint_policies: z
    .boolean()
    .default(false)
    .describe("Whether endpoints to AWS services without a policy fail. Default: false; the report lists them."),
  require_resource_perimeter: z
    .boolean()
    .default(false)
    .describe(
      "Whether an endpoint to an AWS service fails if its policy does not bind whose the resources are: a gateway endpoint is then a way out. Such a policy names resources, or binds aws:ResourceOrgID, aws:ResourceOrgPaths, aws:ResourceAccount or s3:ResourceAccount. Default: false; the report says of a gateway endpoint what its policy leaves open.",
    ),
  require_notifications: z
    .boolean()
    .default(false)
    .describe(
      "Whether services without a notification for connection events fail. Default: false; the report lists them.",
    ),
  require_narrow_egress: z
    .boolean()
    .default(false)
    .describe(
      "Whether a security group of a consumer VPC that lets out to everywhere fails. Default: false; the report lists it.",
    ),
  harmless_types: z
    .array(harmlessType)
    .default([])
    .describe(
      "Types of other providers than aws, resources and data sources, that touch no network. The report lists each as an assumption. One that matches nothing in a run is an error. Default: none.",
    ),
  tls_services: z
    .array(text)
    .optional()
    .describe(
      "Services that promise TLS, by Terraform address or service name; `*` stands for any characters. One that matches nothing in a run is an error. Default: none.",
    ),
});

function rangeProblem(value: string): string | undefined {
  if (value.includes(":")) return ipv6RangeProblem(value);
  const range = parseCidr(value);
  return typeof range === "string" ? range : undefined;
}

/** A `*` in quotes is a key of `for_each`. */
function addressProblem(value: string): string | undefined {
  if (value.trim() === "") return "a text that is not empty";
  return withoutIndexes(value).includes("*") ? "the address of one resource, without `*`" : undefined;
}

const date = checked((value) => (isDate(value) ? undefined : "a date such as 2026-12-31"));

const waiverSchema = z.strictObject({
  rule: text.describe("Id of the rule whose finding is waived."),
  address: checked(addressProblem, (value) =>
    value.includes("*") ? "leave the index out: the waiver is then for all instances" : undefined,
  ).describe(
    "Terraform's address of the resource that it is found at, as reports show it; without an index, of all its instances.",
  ),
  stack: text.optional().describe("Name of the stack that it is waived in. Default: any."),
  reason: text.describe("Why it may stay, for those who read the reports."),
  owner: text.describe("Who answers for it: a team or a person."),
  expires: date.describe("Last day (UTC) on which it is waived, such as 2026-12-31."),
});

/** A file of policy data: what OPA knows as `data.privatelink_policy`, but for what this project itself adds. */
export const policyDataSchema = z
  .strictObject({
    config: configSchema.prefault({}).describe("What the policies are to count as a consumer's, and to allow."),
    waivers: z
      .array(waiverSchema)
      .default([])
      .describe(
        "Findings that are known and may stay until a day. One that is expired or that nothing needs is an error.",
      ),
  })
  .check(
    acrossKeys(({ waivers }, report) => {
      const keys = asList(waivers).map((waiver) => {
        const { rule, address, stack } = asMapping(waiver);
        return JSON.stringify([rule, address, stack]);
      });
      keys.forEach((key, index) => {
        if (keys.indexOf(key) < index)
          report(["waivers", index], "each rule and address waived once", "put the two together");
      });
    }),
  );

/** What a user tells the policies to count and to allow. */
export type PolicyConfig = z.output<typeof configSchema>;

/** A finding that is known and may stay until a day. */
export type Waiver = z.output<typeof waiverSchema>;
