import { DnsProfile, ProfileAssociation } from "../../../modules/hub";
import { ids, refusal, synth } from "../../support/synth";

const ZONE = "arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ";
const ENDPOINT = "arn:aws:ec2:us-east-1:333333333333:vpc-endpoint/vpce-0123456789abcdef0";

test("makes a Profile with what it brings, each by its name", () => {
  const profile = synth((scope) => {
    const resources = { orders: { arn: ENDPOINT, when: "local.on" }, "a-zone": { arn: ZONE } };
    new DnsProfile(scope, "profile", { name: "prod-central", resources });
  });
  const [id] = ids(profile, "aws_route53profiles_profile");
  const [zone, endpoint] = profile.resources("aws_route53profiles_resource_association");
  expect(profile.resource("aws_route53profiles_profile").name).toBe("prod-central");
  expect(zone).toMatchObject({
    name: "prod-central-a-zone",
    profile_id: `\${aws_route53profiles_profile.${id}.id}`,
    resource_arn: ZONE,
  });
  expect(zone).not.toHaveProperty("count");
  expect(endpoint).toMatchObject({ resource_arn: ENDPOINT, count: "${local.on ? 1 : 0}" });
});

test("takes a Profile that exists", () => {
  const profile = synth((scope) => {
    const { profileArn } = new DnsProfile(scope, "profile", {
      name: "central",
      profileId: "rp-0123456789abcdef",
      resources: { zone: { arn: ZONE } },
    });
    expect(profileArn).toBeUndefined();
  });
  expect(profile.types).toEqual(["aws_route53profiles_resource_association"]);
});

test("associates a VPC", () => {
  const association = synth((scope) => {
    new ProfileAssociation(scope, "web", {
      name: `prod-${"web".repeat(30)}`,
      profileId: "rp-0123456789abcdef",
      vpcId: "vpc-0123456789abcdef0",
    });
  }).resource("aws_route53profiles_association");
  expect(association).toMatchObject({ profile_id: "rp-0123456789abcdef", resource_id: "vpc-0123456789abcdef0" });
  expect(association.name).toHaveLength(64);
});

test("fails on ids that are none", () => {
  expect(
    refusal(
      (scope) => new DnsProfile(scope, "profile", { name: "a", profileId: "x", resources: { "a b": { arn: ZONE } } }),
    ),
  ).toContain('`profileId`: expected the id of a Route 53 Profile, such as rp-0123456789abcdef; got "x"');
  expect(
    refusal((scope) => new ProfileAssociation(scope, "web", { name: "web", profileId: "rp-1", vpcId: "vpc-1" })),
  ).toContain('`vpcId`: expected the id of a VPC, such as vpc-0123456789abcdef0; got "vpc-1"');
});
