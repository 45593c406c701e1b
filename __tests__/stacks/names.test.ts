import { CONSUMER, ENVIRONMENT, edit } from "../support/environments";
import { synthesizeFiles } from "../support/stacks";

const GROUP = "sg-0123456789abcdef0";
const { stack } = synthesizeFiles({
  "dev/environment.yaml": edit(ENVIRONMENT, "      http:", "      internal-http: {port: 81}\n      http:").replace(
    "    targets:\n",
    `    loadBalancer:
      additional: [internal-second]
      privateLinkRules: {enforce: true, from: {sg-team: 10.20.0.0/20}}
    targets:\n`,
  ),
  "dev/consumers/web.yaml": `${CONSUMER}    allowFrom: [${GROUP}, 10.20.0.0/24]\n  aws-ssm: {service: orders}\n`
    .replace("connections:", "client: {instance: {}}\nconnections:")
    .replace("zones: [use1-az1, use1-az2]", "zones: [use1-az1, use1-az2]\n  awsEndpoints: [session-manager]"),
});

test("a security group may connect to an endpoint", () => {
  const rules = Object.values(stack("dev-consumer-web").json.resource.aws_vpc_security_group_ingress_rule);
  expect(rules).toContainEqual(expect.objectContaining({ referenced_security_group_id: GROUP, from_port: 80 }));
});

test("names of AWS begin with the environment's, whatever keys begin with", () => {
  const { aws_lb, aws_lb_target_group, aws_security_group } = stack("dev-service-orders").json.resource;
  const names = [aws_lb, aws_lb_target_group, aws_security_group].flatMap((all) =>
    Object.values<{ name: string }>(all).map(({ name }) => name),
  );
  expect(names.length).toBeGreaterThan(4);
  for (const name of names) expect(name).toMatch(/^dev-orders/);
});

test("a connection may have the name that an endpoint of Session Manager would have", () => {
  const rules = Object.keys(stack("dev-consumer-web").json.resource.aws_vpc_security_group_egress_rule);
  for (const name of ["aws-ssm-tcp-80", "aws-aws-ssm-tcp-443"])
    expect(rules).toContainEqual(expect.stringMatching(new RegExp(`client-instance_egress-${name}`)));
});
