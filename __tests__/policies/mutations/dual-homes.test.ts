import { loadPolicy, type Policy } from "../../../policies/checker/policy";
import { type Body, type Configuration, together } from "../../../scripts/mutations/model";
import { type Evaluate, PLAN_FORMS, type PlanForm } from "../../../scripts/mutations/plan-form";
import { planOf } from "../../../scripts/mutations/seeds";
import { asStack } from "../../../scripts/mutations/stack-form";
import { resultOf } from "./judging";
import { twoVpcsSeed } from "./seeds";

// A machine with an interface in each of two VPCs leads from one to the other, however it gets them.

const seed = twoVpcsSeed("consumer");
const [TO_CREATE, BY_HCL, THERE_ALREADY] = PLAN_FORMS as [PlanForm, PlanForm, PlanForm];

const OWN = "${aws_subnet.consumer.id}";
const HUB = "${aws_subnet.service.id}";

const resource = (type: string, name: string, body: Body): Configuration => ({
  resource: { [type]: { [name]: body } },
});
const instance = (body: Body) => resource("aws_instance", "machine", { ami: "ami-0123456789abcdef0", ...body });
const inOwn = instance({ subnet_id: OWN });
const inHub = instance({ subnet_id: HUB });
const eni = (name: string, subnet_id: string, body: Body = {}) =>
  resource("aws_network_interface", name, { subnet_id, ...body });
const own = eni("own", OWN);
const hub = eni("hub", HUB);
const block = (id: string, device_index: number) => ({ network_interface_id: id, device_index });
const ENI_OWN = "${aws_network_interface.own.id}";
const ENI_HUB = "${aws_network_interface.hub.id}";
const ELSEWHERE = "eni-0e15e0e15e0e15e0e";
const template = (body: Body) => resource("aws_launch_template", "template", { name: "template", ...body });
const BOTH = template({
  network_interfaces: [
    { device_index: 0, subnet_id: OWN },
    { device_index: 1, subnet_id: HUB },
  ],
});
const PUBLIC = template({ network_interfaces: { associate_public_ip_address: true } });
const IN_OWN = template({ network_interfaces: { subnet_id: OWN } });
const IN_HUB = template({ network_interfaces: { subnet_id: HUB } });
const BY_ID = { id: "${aws_launch_template.template.id}" };
const BY_NAME = { name: "${aws_launch_template.template.name}" };
const PLAIN_NAME = { name: "template" };

/** Each by what it is; all of them are refused. */
const REFUSED: Readonly<Record<string, readonly Configuration[]>> = {
  "an interface of the hub in a block": [hub, instance({ subnet_id: OWN, network_interface: [block(ENI_HUB, 1)] })],
  "interfaces of both in blocks": [own, hub, instance({ network_interface: [block(ENI_OWN, 0), block(ENI_HUB, 1)] })],
  "a dynamic block beside a static one": [
    ...[own, hub],
    instance({
      network_interface: [block(ENI_OWN, 0)],
      dynamic: { network_interface: { for_each: [1], content: block(ENI_HUB, 1) } },
    }),
  ],
  "dynamic blocks for both": [
    ...[own, hub],
    instance({
      dynamic: { network_interface: { for_each: [ENI_OWN, ENI_HUB], content: block("${network_interface.value}", 1) } },
    }),
  ],
  "an interface by its id": [own, instance({ network_interface: [block(ENI_OWN, 0), block(ELSEWHERE, 1)] })],
  "an interface by a variable": [
    ...[own, { variable: { eni: {} } }],
    instance({ network_interface: [block(ENI_OWN, 0), block("${var.eni}", 1)] }),
  ],
  "an interface by a data source": [
    { data: { aws_network_interface: { elsewhere: { filter: [{ name: "tag:Name", values: ["x"] }] } } } },
    ...[
      own,
      instance({ network_interface: [block(ENI_OWN, 0), block("${data.aws_network_interface.elsewhere.id}", 1)] }),
    ],
  ],
  "an interface by another state": [
    { data: { terraform_remote_state: { network: { backend: "local" } } } },
    own,
    instance({
      network_interface: [block(ENI_OWN, 0), block("${data.terraform_remote_state.network.outputs.eni}", 1)],
    }),
  ],
  "an interface of the hub that says its instance": [
    ...[inOwn, eni("second", HUB, { attachment: { instance: "${aws_instance.machine.id}", device_index: 1 } })],
  ],
  "an interface of one's own that says an instance of the hub": [
    ...[inHub, eni("second", OWN, { attachment: { instance: "${aws_instance.machine.id}", device_index: 1 } })],
  ],
  "an attachment of an interface of the hub": [inOwn, hub, attachment("aws_network_interface_attachment", ENI_HUB)],
  "an attachment of one's own interface to the hub's instance": [
    ...[inHub, own, attachment("aws_network_interface_attachment", ENI_OWN)],
  ],
  "an attachment by the Cloud Control provider": [
    ...[inOwn, resource("awscc_ec2_network_interface", "hub", { subnet_id: HUB })],
    attachment("awscc_ec2_network_interface_attachment", "${awscc_ec2_network_interface.hub.id}"),
  ],
  "a spot instance": [
    ...[own, hub],
    resource("aws_spot_instance_request", "machine", { network_interface: [block(ENI_OWN, 0), block(ENI_HUB, 1)] }),
  ],
  "a launch template in both, by id": [BOTH, instance({ launch_template: BY_ID })],
  "a launch template in both, by name": [BOTH, instance({ launch_template: BY_NAME })],
  "a launch template in both, by its plain name": [BOTH, instance({ launch_template: PLAIN_NAME })],
  "a launch template in one, and an interface in the other": [
    ...[IN_OWN, hub, instance({ launch_template: BY_ID })],
    attachment("aws_network_interface_attachment", ENI_HUB),
  ],
  "an address of an instance that only its template places": [
    ...[IN_OWN, instance({ launch_template: BY_ID })],
    resource("aws_eip", "address", { instance: "${aws_instance.machine.id}" }),
  ],
  ...Object.fromEntries(
    Object.entries({ id: BY_ID, name: BY_NAME, "plain name": PLAIN_NAME }).flatMap(([how, by]) => [
      [`a public address by a template's ${how}`, [PUBLIC, instance({ subnet_id: OWN, launch_template: by })]],
      [`a public address in a group by a template's ${how}`, [PUBLIC, group({ launch_template: by })]],
      [
        `a public address in a mixed group by a template's ${how}`,
        [PUBLIC, group({ mixed_instances_policy: { launch_template: { launch_template_specification: long(by) } } })],
      ],
      [
        `a public address in a compute environment by a template's ${how}`,
        [
          PUBLIC,
          resource("aws_batch_compute_environment", "machine", {
            type: "MANAGED",
            compute_resources: { type: "EC2", subnets: [OWN], launch_template: long(by) },
          }),
        ],
      ],
    ]),
  ),
};

/** Each by what it is; all of them leave the consumer's VPC proven. */
const PROVEN: Readonly<Record<string, readonly Configuration[]>> = {
  "interfaces of one's own in blocks": [
    ...[own, eni("second", OWN)],
    instance({ network_interface: [block(ENI_OWN, 0), block("${aws_network_interface.second.id}", 1)] }),
  ],
  "an interface of one's own that says its instance": [
    ...[inOwn, eni("second", OWN, { attachment: { instance: "${aws_instance.machine.id}", device_index: 1 } })],
  ],
  "an attachment of an interface of one's own": [inOwn, own, attachment("aws_network_interface_attachment", ENI_OWN)],
  "interfaces of the hub in blocks": [
    ...[hub, eni("second", HUB)],
    instance({ network_interface: [block(ENI_HUB, 0), block("${aws_network_interface.second.id}", 1)] }),
  ],
  "a launch template of one's own": [IN_OWN, instance({ launch_template: BY_ID })],
  "an address of an instance that its template places in the hub": [
    ...[IN_HUB, instance({ launch_template: BY_ID })],
    resource("aws_eip", "address", { instance: "${aws_instance.machine.id}" }),
  ],
  "a template with public addresses in the hub": [PUBLIC, instance({ subnet_id: HUB, launch_template: BY_ID })],
};

function attachment(type: string, network_interface_id: string): Configuration {
  return resource(type, "attachment", {
    instance_id: "${aws_instance.machine.id}",
    network_interface_id,
    device_index: 1,
  });
}

function group(body: Body): Configuration {
  return resource("aws_autoscaling_group", "machine", {
    min_size: 0,
    max_size: 1,
    vpc_zone_identifier: [OWN],
    ...body,
  });
}

/** The names that blocks deeper in a group have for the same. */
function long(by: Body): Body {
  return Object.fromEntries(Object.entries(by).map(([key, value]) => [`launch_template_${key}`, value]));
}

const ids: ReadonlyMap<string, string> = new Map(
  [seed.place, seed.elsewhere ?? seed.place].flatMap((place) =>
    Object.values(place).map(({ address, id }) => [`\${${address}.id}`, id] as const),
  ),
);
const PREFIXES: Readonly<Record<string, string>> = {
  aws_network_interface: "eni",
  awscc_ec2_network_interface: "eni",
  aws_instance: "i",
  aws_launch_template: "lt",
};

const evaluate: Evaluate = (text) => {
  const known = ids.get(text);
  if (known !== undefined) return known;
  if (text === BY_NAME.name) return PLAIN_NAME.name;
  if (/data\.|var\./.test(text)) return ELSEWHERE;
  const [, type = "", name = ""] = /^\$\{(\w+)\.(\w+)\.id\}$/.exec(text) ?? [];
  return `${PREFIXES[type] ?? "x"}-${Buffer.from(name).toString("hex").padEnd(17, "0").slice(0, 17)}`;
};

/** The forms in which something is added, with what is said of the consumer's VPC. */
function results(policy: Policy, parts: readonly Configuration[]): readonly string[] {
  const added = together({}, ...parts);
  const documents = [
    ["stack", asStack(seed.stack, added)] as const,
    ...[TO_CREATE, BY_HCL, THERE_ALREADY].map((form) => [form.name, planOf(seed, added, form, evaluate)] as const),
  ];
  return documents.map(([form, document]) => `${form}: ${resultOf(policy, document, seed.place.vpc.address)}`);
}

let policy: Policy;

beforeAll(async () => {
  policy = await loadPolicy();
});

test.each(Object.entries(REFUSED))("never proves a VPC with %s", (_, parts) => {
  expect(results(policy, parts).filter((result) => !/(VIOLATED|UNPROVEN)$/.test(result))).toEqual([]);
});

test.each(Object.entries(PROVEN))("proves a VPC with %s", (_, parts) => {
  expect(results(policy, parts).filter((result) => !result.endsWith(": PROVEN"))).toEqual([]);
});
