import { TerraformOutput } from "cdktf";
import {
  ResourceShareAcceptance,
  ServiceNetworkEndpoint,
  type ServiceNetworkEndpointProps,
} from "../../../modules/consumer";
import { ids, refusal, synth, unknownText } from "../../support/synth";
import { VPC } from "../../support/vpc";

const ARN = "arn:aws:vpc-lattice:us-east-1:111111111111:servicenetwork/sn-0123456789abcdef0";
const SHARE_ARN = "arn:aws:ram:us-east-1:111111111111:resource-share/01234567-0123-0123-0123-0123456789ab";
const PROPS: ServiceNetworkEndpointProps = { name: "prod-web-shared", vpc: VPC, serviceNetworkArn: ARN, ports: [443] };

function synthEndpoint(props: Partial<ServiceNetworkEndpointProps> = {}) {
  return synth((scope) => {
    const endpoint = new ServiceNetworkEndpoint(scope, "endpoint", { ...PROPS, ...props });
    const { endpointId, dnsName, dnsNames, securityGroupId, ports, privateDnsNames } = endpoint;
    const value = { endpointId, dnsName, dnsNames, securityGroupId, ports, privateDnsNames };
    new TerraformOutput(scope, "attributes", { value, staticId: true });
  });
}

const refusalOf = (props: Partial<ServiceNetworkEndpointProps>) =>
  refusal((scope) => new ServiceNetworkEndpoint(scope, "endpoint", { ...PROPS, ...props }));

describe("a service-network endpoint", () => {
  const endpoint = synthEndpoint();
  const [id] = ids(endpoint, "aws_vpc_endpoint");
  const [group] = ids(endpoint, "aws_security_group");

  test("leads to the network from every subnet, without private DNS", () => {
    expect(endpoint.resource("aws_vpc_endpoint")).toMatchObject({
      vpc_endpoint_type: "ServiceNetwork",
      service_network_arn: ARN,
      vpc_id: VPC.vpcId,
      subnet_ids: Object.values(VPC.subnetIds),
      security_group_ids: [`\${aws_security_group.${group}.id}`],
      private_dns_enabled: false,
      tags: { Name: "prod-web-shared" },
    });
    for (const argument of ["service_name", "resource_configuration_arn", "ip_address_type", "policy", "depends_on"])
      expect(endpoint.resource("aws_vpc_endpoint")).not.toHaveProperty(argument);
  });

  test("lets in the VPC's range on its ports, and nothing out", () => {
    expect(endpoint.types).not.toContain("aws_vpc_security_group_egress_rule");
    expect(endpoint.resource("aws_vpc_security_group_ingress_rule")).toMatchObject({
      ...{ ip_protocol: "tcp", from_port: 443, to_port: 443, cidr_ipv4: "10.0.0.0/16" },
    });
  });

  test("is made anew by a change that AWS refuses, before the old one goes", () => {
    expect(endpoint.resource("terraform_data").input).toEqual({
      ...{ subnet_ids: Object.values(VPC.subnetIds), private_dns_enabled: false, ip_address_type: "ipv4" },
    });
    expect(endpoint.resource("aws_vpc_endpoint").lifecycle).toEqual({
      create_before_destroy: true,
      replace_triggered_by: [`terraform_data.${ids(endpoint, "terraform_data")[0]}`],
    });
    const named = synthEndpoint({ privateDns: true }).resource("aws_vpc_endpoint");
    expect(named).toMatchObject({ private_dns_enabled: true, lifecycle: { create_before_destroy: false } });
  });

  test("says which names the VPC knows, and a change of that makes it anew", () => {
    const chosen = synthEndpoint({
      privateDns: true,
      privateDnsPreference: "SPECIFIED_DOMAINS_ONLY",
      privateDnsSpecifiedDomains: ["b.example.com", "a.example.com"],
    });
    const options = {
      private_dns_preference: "SPECIFIED_DOMAINS_ONLY",
      private_dns_specified_domains: ["a.example.com", "b.example.com"],
    };
    expect(chosen.resource("aws_vpc_endpoint").dns_options).toEqual(options);
    expect(chosen.resource("terraform_data").input).toMatchObject(options);
    expect(endpoint.resource("aws_vpc_endpoint")).not.toHaveProperty("dns_options");
  });

  test("fails on names without private DNS", () => {
    expect(refusalOf({ privateDnsPreference: "ALL_DOMAINS" })).toContain("`privateDns: true` beside it");
  });

  test("takes its names from its associations, by what they lead to", () => {
    expect(endpoint.data("aws_vpc_endpoint_associations")).toEqual([
      { vpc_endpoint_id: `\${aws_vpc_endpoint.${id}.id}` },
    ]);
    const { value } = endpoint.json.output.attributes;
    const [name, names, privateNames] = Object.keys(endpoint.json.locals).sort((a, b) => (a < b ? -1 : 1));
    expect(value).toMatchObject({
      dnsName: `\${local.${name}}`,
      dnsNames: `\${local.${names}}`,
      privateDnsNames: `\${local.${privateNames}}`,
      ports: [{ port: 443, protocol: "tcp" }],
    });
    expect(endpoint.json.locals[name ?? ""]).toBe(`\${try(values(local.${names})[0][0], "not-associated.invalid")}`);
  });

  test("uses the subnets of the zones that are asked for, and addresses of the VPC", () => {
    const chosen = synthEndpoint({ inZones: ["use1-az2"], minimumZones: 1 }).resource("aws_vpc_endpoint");
    expect(chosen.subnet_ids).toEqual([VPC.subnetIds["use1-az2"]]);
    const both = synthEndpoint({ vpc: { ...VPC, ipv6: true }, ipAddressType: "dualstack" });
    expect(both.resource("aws_vpc_endpoint").ip_address_type).toBe("dualstack");
    expect(both.resource("terraform_data").input.ip_address_type).toBe("dualstack");
  });

  test("waits for the acceptance of the share", () => {
    const accepted = synth((scope) => {
      const acceptance = new ResourceShareAcceptance(scope, "share", { resourceShareArn: SHARE_ARN });
      new ServiceNetworkEndpoint(scope, "endpoint", { ...PROPS, acceptance });
    });
    expect(accepted.resource("aws_vpc_endpoint").depends_on).toEqual([
      `aws_ram_resource_share_accepter.${ids(accepted, "aws_ram_resource_share_accepter")[0]}`,
    ]);
  });
});

describe("fails", () => {
  test("with everything that is wrong at once", () => {
    const refused = refusalOf({
      ...{ serviceNetworkArn: "sn-0123456789abcdef0", ports: ["53/udp"], minimumZones: 0, ipAddressType: "dualstack" },
      inZones: ["use1-az6"],
    });
    for (const part of [
      "`serviceNetworkArn`: expected the ARN of a service network: arn:<partition>:vpc-lattice:",
      '`ports`: expected a TCP port: resources are reached over TCP alone; got "53/udp"',
      "`minimumZones`: expected a whole number from 1; got 0",
      '`inZones.0`: expected a zone of the VPC: use1-az1, use1-az2; got "use1-az6"',
      "`ipAddressType`: expected",
    ])
      expect(refused).toContain(part);
  });

  test("with too few zones", () => {
    expect(refusalOf({ minimumZones: 3 })).toContain(
      '`vpc.subnetIds`: expected subnets in at least 3 zones, or a lower `minimumZones`; got ["use1-az1","use1-az2"]',
    );
  });

  test("not with values that only Terraform knows", () => {
    synthEndpoint({ serviceNetworkArn: unknownText("local.arn") });
  });
});
