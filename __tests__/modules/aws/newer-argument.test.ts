import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { TESTED_AWS_PROVIDER } from "../../../config/aws-provider-versions";
import { newerArgumentProblem } from "../../../config/newer-arguments";
import { NEWER_ARGUMENTS, setNewerArgument } from "../../../modules/aws/newer-argument";
import { readBindings } from "../../../scripts/policy/classification/bindings";
import { synth } from "../../support/synth";

const PROPS = { vpcId: "vpc-0123456789abcdef0", vpcEndpointType: "Resource" };

test("an argument is written into its block, and without a value nothing is", () => {
  const stack = synth((scope) => {
    const endpoint = new VpcEndpoint(scope, "endpoint", PROPS);
    setNewerArgument(endpoint, "privateDnsPreference", "ALL_DOMAINS");
    setNewerArgument(endpoint, "privateDnsSpecifiedDomains", undefined);
  });
  expect(stack.resource("aws_vpc_endpoint").dns_options).toEqual({ private_dns_preference: "ALL_DOMAINS" });
});

test("fails on an argument of a resource of another type", () => {
  synth((scope) => {
    const endpoint = new VpcEndpoint(scope, "endpoint", PROPS);
    expect(() => setNewerArgument(endpoint, "resourceConfigDnsResolution", "IN_VPC")).toThrow(
      "expected a resource of type aws_vpclattice_resource_gateway",
    );
  });
});

test("the bindings lack each of the arguments, and have its type", () => {
  const { types } = readBindings();
  for (const { type, argument } of Object.values(NEWER_ARGUMENTS))
    expect({ argument, has: types.find((each) => each.type === type)?.arguments.includes(argument) }).toEqual({
      argument,
      has: false,
    });
});

test("versions of the provider that lack an argument are refused, and no others", () => {
  expect(newerArgumentProblem("privateDnsPreference", TESTED_AWS_PROVIDER)).toEqual({
    expected:
      'none with `terraform.awsProvider: "6.25.0"`: only versions from 6.28.0 on have `dns_options.private_dns_preference`',
    fix: 'set `terraform.awsProvider: ">= 6.28, < 7"` in environment.yaml, or take it out',
  });
  for (const versions of [">= 6.25, < 7", "~> 6.27.0", "> 6.27.0"])
    expect(newerArgumentProblem("privateDnsPreference", versions)).toBeDefined();
  for (const versions of [">= 6.28, < 7", "~> 6.28", "6.30.0"])
    expect(newerArgumentProblem("privateDnsPreference", versions)).toBeUndefined();
});
