import type { Document } from "yaml";
import { type Context, stackNamed } from "../context";
import { mustChangeNothing } from "../deployment";
import { mustBeClean, mustBreak } from "../judgement";
import type { Stack } from "../stack";
import { trial } from "../trial";

const ENVIRONMENT = "demo/environment.yaml";
const CONSUMER = "demo/consumers/web.yaml";
const SERVICE = "demo-service-orders";

const FILES = {
  [ENVIRONMENT]: {
    backend: { type: "local" },
    region: "us-east-1",
    services: {
      orders: {
        account: "111111111111",
        vpc: { cidr: "10.10.0.0/20", zones: ["use1-az1", "use1-az2", "use1-az4"] },
        listeners: { http: { port: 80, targetPort: 8080 }, admin: { port: 81, targetPort: 8080 } },
        loadBalancer: { additional: ["second"] },
        supportedRegions: ["eu-west-1"],
      },
    },
  },
  [CONSUMER]: {
    account: "222222222222",
    vpc: { cidr: "10.20.0.0/20", zones: ["use1-az1", "use1-az2", "use1-az4"] },
    connections: {
      orders: {
        service: "orders",
        privateAddresses: {
          "use1-az1": { ipv4: "10.20.0.10" },
          "use1-az2": { ipv4: "10.20.1.10" },
          "use1-az4": { ipv4: "10.20.3.10" },
        },
      },
    },
    client: false,
  },
};

/** An edit of a file that cuts consumers off, and the rule that refuses its plan. */
interface Edit {
  readonly what: string;
  readonly stack: string;
  /** What somebody does to the files, by their names. */
  readonly files: Readonly<Record<string, (document: Document) => void>>;
  readonly rule: string;
  readonly type: string;
}

const EDITS: readonly Edit[] = [
  {
    what: "a zone of a service",
    stack: SERVICE,
    files: {
      [ENVIRONMENT]: (document) => document.setIn(["services", "orders", "vpc", "zones"], ["use1-az1", "use1-az2"]),
      [CONSUMER]: (document) => document.deleteIn(["connections", "orders", "privateAddresses", "use1-az4"]),
    },
    rule: "no-narrowing",
    type: "aws_lb",
  },
  {
    what: "a region of a service",
    stack: SERVICE,
    files: { [ENVIRONMENT]: (document) => document.setIn(["services", "orders", "supportedRegions"], []) },
    rule: "no-narrowing",
    type: "aws_vpc_endpoint_service",
  },
  {
    what: "a listener",
    stack: SERVICE,
    files: { [ENVIRONMENT]: (document) => document.deleteIn(["services", "orders", "listeners", "admin"]) },
    rule: "no-narrowing",
    type: "aws_lb_listener",
  },
  {
    what: "a load balancer",
    stack: SERVICE,
    files: { [ENVIRONMENT]: (document) => document.deleteIn(["services", "orders", "loadBalancer"]) },
    rule: "no-destruction",
    type: "aws_lb",
  },
  {
    what: "a zone of an endpoint",
    stack: "demo-consumer-web",
    files: {
      [CONSUMER]: (document) => {
        document.setIn(["vpc", "zones"], ["use1-az1", "use1-az2"]);
        document.deleteIn(["connections", "orders", "privateAddresses", "use1-az4"]);
      },
    },
    rule: "no-narrowing",
    type: "aws_vpc_endpoint",
  },
  {
    what: "an address of an endpoint",
    stack: "demo-consumer-web",
    files: {
      [CONSUMER]: (document) =>
        document.setIn(["connections", "orders", "privateAddresses", "use1-az1", "ipv4"], "10.20.0.11"),
    },
    rule: "no-new-addresses",
    type: "aws_vpc_endpoint",
  },
];

/** Plans that cut consumers off are refused by the policies, and what is revoked may go. */
export async function changeGuard(context: Context): Promise<void> {
  await trial(context, "change-guard", FILES, async ({ report, policy, project, stacks }) => {
    for (const { what, files, stack: name, rule, type } of EDITS)
      await report
        .check(`change-guard: a plan that takes away ${what} is refused`, async () => {
          for (const [file, change] of Object.entries(files)) project.edit(file, change);
          await project.synthesize();
          const { document } = await stackNamed({ stacks }, name).plan();
          mustBreak(policy, document, rule, type);
        })
        .finally(async () => {
          for (const [file, content] of Object.entries(FILES)) project.write(file, content);
          await project.synthesize();
        });
    await report.check("change-guard: a plan that destroys what is offered is refused", async () => {
      const { document } = await stackNamed({ stacks }, SERVICE).plan("-destroy");
      for (const type of ["aws_lb", "aws_vpc_endpoint_service"]) mustBreak(policy, document, "no-destruction", type);
    });
    await revocation(
      context,
      stackNamed({ stacks }, "demo-consumer-web"),
      stackNamed({ stacks }, "demo-acceptance-orders"),
    );
  });
}

/** An endpoint may be destroyed when its connection is revoked, and not before. */
async function revocation({ report, policy }: Context, consumer: Stack, acceptance: Stack): Promise<void> {
  await report.check("change-guard: a consumer whose connection stands is not destroyed", async () => {
    const { document } = await consumer.plan("-destroy");
    mustBreak(policy, document, "revoke-before-destroy", "aws_vpc_endpoint");
  });
  await report.check("change-guard: one whose connection is revoked may be", async () => {
    await acceptance.destroy();
    const { document } = await consumer.plan("-destroy");
    mustBeClean(policy, document);
  });
  await report.check("change-guard: the acceptance can be taken up again", async () => {
    await acceptance.planAndApply();
    await mustChangeNothing(acceptance);
  });
}
