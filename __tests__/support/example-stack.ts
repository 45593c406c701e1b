import type { Example } from "./examples";

/** What examples may be given, beside what is in them: code of a stack, by the name that it declares. */
const GIVEN: Readonly<Record<string, string>> = {
  vpc: `const vpc = new given.IsolatedVpc(this, "given-vpc", {
    name: "given", role: "consumer", cidrBlock: "10.30.0.0/20", zoneIds: ["use1-az1", "use1-az2"],
  });`,
  service: `const service = new given.EndpointService(this, "given-service", {
    name: "given",
    networkLoadBalancerArns: ["arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/given/0123456789abcdef"],
    allowedPrincipals: [],
    acceptance: "registered",
  });`,
  props: `const props = {
    name: "given",
    networkLoadBalancerArns: ["arn:aws:elasticloadbalancing:us-east-1:111111111111:loadbalancer/net/given/0123456789abcdef"],
    allowedPrincipals: [],
    acceptance: "registered",
  } as const;`,
  ordersCard: `const ordersCard = JSON.stringify({
    format: "privatelink-service-card", version: 1, type: "Interface", environment: "prod", service: "orders",
    serviceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0", account: "111111111111", region: "us-east-1",
    supportedRegions: ["us-east-1"], zoneIds: ["use1-az1", "use1-az2"],
    listeners: { http: { port: 80, protocol: "TCP" } }, addressTypes: ["ipv4"], acceptance: "registered",
    endpointPolicy: false,
  });`,
  cluster: 'const cluster = { arn: "arn:aws:ecs:us-east-1:111111111111:cluster/given" };',
  taskDefinition: 'const taskDefinition = { arn: "arn:aws:ecs:us-east-1:111111111111:task-definition/given:1" };',
  tasks: 'const tasks = { id: "sg-0123456789abcdef0" };',
};

const IN_STACK = /^in a stack(?: with (?<given>.+))?$/;
const PROPERTIES = /^properties of (?<construct>\w+)$/;

/**
 * The module that an example is, or is a part of.
 *
 * @throws an error if its mark says nothing that is known.
 */
export function moduleOf({ place, code, mark }: Example): string {
  if (mark === undefined) return code;
  const construct = PROPERTIES.exec(mark)?.groups?.construct;
  if (construct !== undefined)
    return `import type { ${construct}Props } from "cdktf-privatelink/modules/provider";
export const properties: Partial<${construct}Props> = {\n${code}};\n`;
  const inStack = IN_STACK.exec(mark);
  if (inStack === null) throw new Error(`${place}: unknown mark: ${mark}`);
  const names = inStack.groups?.given?.split(/, | and /) ?? [];
  const given = names.map((name) => {
    const declared = GIVEN[name];
    if (declared === undefined) throw new Error(`${place}: nothing is known of ${name}, which the mark gives it`);
    return declared;
  });
  const imports = /^import [\s\S]*?;\n/gm;
  return `${(code.match(imports) ?? []).join("")}
import { AwsProvider as GivenProvider } from "@cdktf/provider-aws/lib/provider";
import { TerraformStack as GivenStack } from "cdktf";
import type { Construct as GivenConstruct } from "constructs";
import * as provider from "cdktf-privatelink/modules/provider";
import * as vpcs from "cdktf-privatelink/modules/vpc";
const given = { ...provider, ...vpcs };
class ExampleStack extends GivenStack {
  constructor(scope: GivenConstruct, id: string) {
    super(scope, id);
    new GivenProvider(this, "given-aws", { region: "us-east-1", allowedAccountIds: ["111111111111"] });
    ${given.join("\n")}
${code.replaceAll(imports, "")}
  }
}
`;
}

/** Name of the stack's class that a module has; undefined where it has none. */
export function stackIn(module: string): string | undefined {
  return /class (?<name>\w+) extends (?:TerraformStack|GivenStack)\b/.exec(module)?.groups?.name;
}
