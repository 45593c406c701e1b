import { CONSUMER, ENVIRONMENT, edit } from "../support/environments";
import { synthesizeFiles } from "../support/stacks";

test("with a raised quota, an endpoint's security group has more rules", () => {
  const sources = Array.from({ length: 70 }, (_, index) => `10.20.0.${index}/32`).join(", ");
  const stacks = synthesizeFiles({
    "dev/environment.yaml": `${ENVIRONMENT}quotas: {"222222222222": {rulesPerSecurityGroup: 71}}\n`,
    "dev/consumers/web.yaml": edit(CONSUMER, "service: orders", `service: orders\n    allowFrom: [${sources}]`),
  });
  expect(stacks.stack("dev-consumer-web").resources("aws_vpc_security_group_ingress_rule")).toHaveLength(71);
});
