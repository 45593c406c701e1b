import "../../support/matchers";
import { DataAwsVpcEndpointService } from "@cdktf/provider-aws/lib/data-aws-vpc-endpoint-service";
import { TerraformOutput } from "cdktf";
import { EndpointServiceLookup, type EndpointServiceLookupProps } from "../../../modules/consumer";
import { refusal, synth, unknownText } from "../../support/synth";

const ID = "vpce-svc-0123456789abcdef0";
const NAME = `com.amazonaws.vpce.us-east-1.${ID}`;

function synthLookup(props: EndpointServiceLookupProps) {
  return synth((scope) => {
    const { serviceName, serviceId, availabilityZones } = new EndpointServiceLookup(scope, "service", props);
    new TerraformOutput(scope, "attributes", { value: { serviceName, serviceId, availabilityZones }, staticId: true });
  });
}

function refusalOf(props: EndpointServiceLookupProps): string {
  return refusal((scope) => new EndpointServiceLookup(scope, "service", props));
}

test("a service is found by its name, among interface services", () => {
  const lookup = synthLookup({ serviceName: NAME });
  expect(lookup.types).toEqual([]);
  expect(lookup.text).toHaveDataSourceWithProperties(DataAwsVpcEndpointService, {
    service_name: NAME,
    service_type: "Interface",
  });
  const { serviceName, serviceId, availabilityZones } = lookup.json.output.attributes.value;
  expect(serviceName).toMatch(/^\$\{data\.aws_vpc_endpoint_service\.\w+\.service_name}$/);
  expect(serviceId).toMatch(/^\$\{data\.aws_vpc_endpoint_service\.\w+\.service_id}$/);
  expect(availabilityZones).toMatch(/data\.aws_vpc_endpoint_service\.\w+\.availability_zones/);
});

test("a service is found by its ARN, through the name that follows from it", () => {
  const lookup = synthLookup({ serviceArn: `arn:aws:ec2:us-east-1:111111111111:vpc-endpoint-service/${ID}` });
  expect(lookup.text).toBe(synthLookup({ serviceName: NAME }).text);
});

test("a name may be known to Terraform alone", () => {
  expect(synthLookup({ serviceName: unknownText("var.name") }).data("aws_vpc_endpoint_service")).toMatchObject([
    { service_name: "${var.name}" },
  ]);
});

test("fails on an ARN that only Terraform knows", () => {
  expect(refusalOf({ serviceArn: unknownText("var.arn") })).toContain(
    "`serviceArn`: expected a literal ARN: the AWS provider finds services by name, which is read off the ARN at synthesis",
  );
});

test.each<[string, EndpointServiceLookupProps, string]>([
  ["without name and ARN", {}, "`serviceName`: expected either `serviceName` or `serviceArn`; got {}"],
  [
    "with both name and ARN",
    { serviceName: NAME, serviceArn: NAME },
    "`serviceName`: expected either `serviceName` or `serviceArn`",
  ],
  [
    "on a bad name",
    { serviceName: ID },
    "`serviceName`: expected a service name: com.amazonaws.vpce.<region>.vpce-svc-<17 hex digits>",
  ],
  ["on an empty name", { serviceName: "" }, "`serviceName`: expected a service name"],
  ["on a bad ARN", { serviceArn: NAME }, "`serviceArn`: expected the ARN of an endpoint service"],
  [
    "on the ARN of another partition",
    { serviceArn: `arn:aws-cn:ec2:us-east-1:111111111111:vpc-endpoint-service/${ID}` },
    "`serviceArn`: expected the partition of us-east-1, aws, in the ARN instead of aws-cn",
  ],
])("fails %s", (_, props, message) => {
  expect(refusalOf(props)).toContain(message);
});
