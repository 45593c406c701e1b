import { TerraformOutput } from "cdktf";
import type { PortSpec } from "../../../modules/aws/port";
import { InterfaceEndpoint, Reachability, type ReachabilityProps } from "../../../modules/consumer";
import { ids, refusal, synth } from "../../support/synth";
import { VPC } from "../../support/vpc";

function synthPaths(props: Partial<ReachabilityProps> = {}, ports: readonly PortSpec[] = ["53/udp", 80, "9000-9010"]) {
  return synth((scope) => {
    const service = { serviceName: "x" };
    const endpoint = new InterfaceEndpoint(scope, "e", { name: "orders", vpc: VPC, service, ports });
    const paths = new Reachability(scope, "paths", {
      name: "prod-web",
      sourceId: "i-0123456789abcdef0",
      endpoints: { orders: endpoint },
      ...props,
    });
    new TerraformOutput(scope, "found", { value: { paths: paths.pathIds, found: paths.found }, staticId: true });
  });
}

test("there is a path to each port of an endpoint, of several in a row to the first, and nothing is analysed", () => {
  const stack = synthPaths();
  const [endpoint] = ids(stack, "aws_vpc_endpoint");
  expect(
    stack.resources("aws_ec2_network_insights_path").map((path) => [path.protocol, path.destination_port]),
  ).toEqual([
    ["tcp", 80],
    ["tcp", 9000],
    ["udp", 53],
  ]);
  expect(stack.resources("aws_ec2_network_insights_path")[0]).toMatchObject({
    source: "i-0123456789abcdef0",
    destination: `\${aws_vpc_endpoint.${endpoint}.id}`,
    tags: { Name: "prod-web-orders" },
  });
  expect(Object.keys(stack.json.output.found.value.paths).sort()).toEqual([
    "orders:53/udp",
    "orders:80",
    "orders:9000",
  ]);
  expect(stack.types).not.toContain("aws_ec2_network_insights_analysis");
  expect(stack.json.check).toBeUndefined();
});

test("what is analysed, every plan warns of where it is not reachable, and says how to analyse it again", () => {
  const stack = synthPaths({ analyse: true }, [80]);
  const [analysis] = ids(stack, "aws_ec2_network_insights_analysis");
  const [path] = ids(stack, "aws_ec2_network_insights_path");
  expect(stack.resource("aws_ec2_network_insights_analysis").network_insights_path_id).toBe(
    `\${aws_ec2_network_insights_path.${path}.id}`,
  );
  expect(stack.json.output.found.value.found).toEqual({
    "orders:80": `\${aws_ec2_network_insights_analysis.${analysis}.path_found}`,
  });
  expect(Object.values(stack.json.check)).toEqual([
    {
      assert: [
        {
          condition: `\${aws_ec2_network_insights_analysis.${analysis}.path_found}`,
          error_message: `Reachability Analyzer found no path from prod-web to orders:80: see analysis \${aws_ec2_network_insights_analysis.${analysis}.id} of path \${aws_ec2_network_insights_path.${path}.id}. Once what is in the way is gone, analyse it again by replacing aws_ec2_network_insights_analysis.${analysis}.`,
        },
      ],
    },
  ]);
});

test.each<[string, Partial<ReachabilityProps>, string]>([
  ["a bad name", { name: "a_b" }, "`name`: expected letters, digits and hyphens"],
  ["no endpoint", { endpoints: {} }, "`endpoints`: expected at least one connection; got {}"],
])("fails on %s", (_, props, message) => {
  const sound = { name: "x", sourceId: "i-0123456789abcdef0", endpoints: {} };
  expect(refusal((scope) => new Reachability(scope, "x", { ...sound, ...props }))).toContain(message);
});
