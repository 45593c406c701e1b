import { TerraformOutput } from "cdktf";
import {
  DomainVerification,
  ResourceConfiguration,
  type ResourceConfigurationProps,
} from "../../../../modules/provider";
import { refusal, synth } from "../../../support/synth";

const PROPS: ResourceConfigurationProps = {
  name: "prod-search",
  resourceGateway: { resourceGatewayId: "rgw-0123456789abcdef0", resourceGatewayName: "prod-search-01234567" },
  resource: { dnsName: "search.example.com" },
  ports: [443],
  customDomainName: "search.data.example.com",
};

function synthVerified(props: Partial<ResourceConfigurationProps> = {}, domainName = "data.example.com") {
  return synth((scope) => {
    const domainVerification = new DomainVerification(scope, "verification", { domainName });
    new ResourceConfiguration(scope, "resource", { ...PROPS, ...props, domainVerification });
    new TerraformOutput(scope, "record", { value: domainVerification.record, staticId: true });
  });
}

describe("the verification of a domain", () => {
  const stack = synthVerified();

  test("is started, and says which record proves it", () => {
    expect(stack.resource("aws_vpclattice_domain_verification")).toMatchObject({ domain_name: "data.example.com" });
    expect(stack.json.output.record.value).toEqual({
      name: expect.stringMatching(/\.txt_record_name}$/),
      type: "TXT",
      value: expect.stringMatching(/\.txt_record_value}$/),
    });
  });

  test("is the one of a resource configuration, which another domain makes another", () => {
    const configuration = stack.resource("aws_vpclattice_resource_configuration");
    expect(configuration.domain_verification_id).toMatch(/^\$\{aws_vpclattice_domain_verification\..*\.id}$/);
    const nameOf = (domain: string) => synthVerified({}, domain).resource("aws_vpclattice_resource_configuration").name;
    expect(nameOf("example.com")).not.toBe(configuration.name);
    expect(nameOf("search.data.example.com")).not.toBe(nameOf("example.com"));
  });
});

test.each<[string, Partial<ResourceConfigurationProps>, string, string]>([
  ["a wildcard", {}, "*.example.com", "`domainName`: expected a domain without a wildcard"],
  ["a domain that nobody can prove", {}, "data.internal", "`domainName`: expected"],
  [
    "a domain beside the name's",
    {},
    "ta.example.com",
    "`domainVerification`: expected a `customDomainName` in its domain",
  ],
  ["no name", { customDomainName: undefined as never }, "example.com", "expected a `customDomainName` in its domain"],
  [
    "an id beside it",
    { domainVerificationId: "dv-0123456789abcdef0" },
    "example.com",
    "`domainVerification`: expected either the verification or its id, not both",
  ],
])("fails on %s", (_, props, domainName, message) => {
  const made = refusal((scope) => {
    const domainVerification = new DomainVerification(scope, "verification", { domainName });
    return new ResourceConfiguration(scope, "resource", { ...PROPS, ...props, domainVerification });
  });
  expect(made).toContain(message);
});
