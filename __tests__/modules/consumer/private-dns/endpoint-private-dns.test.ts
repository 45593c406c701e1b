import { TerraformOutput } from "cdktf";
import {
  EndpointNames,
  EndpointPrivateDns,
  type EndpointPrivateDnsProps,
  VpcDnsCheck,
} from "../../../../modules/consumer";
import { ids, refusal, synth, unknownText } from "../../../support/synth";

const ENDPOINT = "vpce-0123456789abcdef0";

const switched = (props: Pick<EndpointPrivateDnsProps, "notAccepted">) =>
  synth((scope) => {
    const endpoint = new EndpointNames(scope, "endpoint", { endpointId: ENDPOINT });
    new EndpointPrivateDns(scope, "dns", { endpoint, name: "connection orders", remedy: "Deploy it first.", ...props });
  });

test("switches private DNS on, and refuses a plan before the endpoint is accepted", () => {
  const refused = switched({ notAccepted: "refused" });
  const address = `data.aws_vpc_endpoint.${Object.keys(refused.json.data.aws_vpc_endpoint)[0]}`;
  expect(refused.resource("aws_vpc_endpoint_private_dns")).toMatchObject({
    private_dns_enabled: true,
    vpc_endpoint_id: `\${${address}.id}`,
    lifecycle: {
      precondition: [
        {
          condition: `\${${address}.state == "available"}`,
          error_message: `The endpoint of connection orders, \${${address}.id}, is \${${address}.state}: AWS lets it have private DNS once it is accepted. Deploy it first.`,
        },
      ],
    },
  });
  expect(refused.json.check).toBeUndefined();
});

test("where somebody else accepts, warns and waits", () => {
  const awaited = switched({ notAccepted: "awaited" });
  const [id] = ids(awaited, "aws_vpc_endpoint_private_dns");
  const privateDns = awaited.resource("aws_vpc_endpoint_private_dns");
  expect(privateDns.count).toMatch(/^\$\{data\.aws_vpc_endpoint\.[\w-]+\.state == "available" \? 1 : 0}$/);
  expect(privateDns.lifecycle).toBeUndefined();
  expect(awaited.json.check[id as string].assert[0].error_message).toMatch(/once it is accepted\. Deploy it first\.$/);
});

test("tells zonal names by the ids of the zones, whatever the account calls them", () => {
  const named = synth((scope) => {
    const endpoint = new EndpointNames(scope, "endpoint", { endpointId: unknownText("local.id") });
    new TerraformOutput(scope, "names", { value: endpoint.zonalDnsNames });
    new TerraformOutput(scope, "again", { value: endpoint.zonalDnsNames });
  });
  expect(named.data("aws_availability_zones")).toHaveLength(1);
  expect(Object.values(named.json.locals)[0]).toMatch(/zone_id, name in try\(zipmap\(.*format\("-%s\.", name\)/);
});

test("refuses a plan for a VPC that does not resolve private names", () => {
  const checked = synth((scope) => new VpcDnsCheck(scope, "dns", { vpcId: "vpc-0123456789abcdef0" }));
  expect(checked.data("aws_vpc")[0]?.lifecycle.postcondition[0].condition).toBe(
    "${self.enable_dns_support && self.enable_dns_hostnames}",
  );
});

test("fails on ids that are none", () => {
  expect(refusal((scope) => new EndpointNames(scope, "endpoint", { endpointId: "vpc-1" }))).toBe(
    'Invalid properties of EndpointNames at stack/endpoint:\n  - `endpointId`: expected the id of a VPC endpoint, such as vpce-0123456789abcdef0; got "vpc-1"',
  );
  expect(refusal((scope) => new VpcDnsCheck(scope, "dns", { vpcId: "web" }))).toContain(
    '`vpcId`: expected the id of a VPC, such as vpc-0123456789abcdef0; got "web"',
  );
});
