import { type Context, stackNamed } from "../context";
import { mustChangeNothing } from "../deployment";
import { prerequisites } from "../prerequisites";
import { CheckFailed } from "../report";
import { foundIn, type PlanDocument } from "../stack";
import { trial } from "../trial";

const PROVIDER = "111111111111";
const OWNER = "333333333333";
const FILE = "demo/environment.yaml";

/** Notifications of connections: to a topic that is made, and to one that exists in another account. */
export async function notifications(context: Context): Promise<void> {
  const made = await prerequisites(context, OWNER, { aws_sns_topic: { connections: { name: "connections" } } });
  const topicArn = String(made["aws_sns_topic.connections"]?.arn);
  const files = {
    [FILE]: {
      backend: { type: "local" },
      region: "us-east-1",
      services: {
        made: service("10.10.0.0/20", { emails: ["b@example.com", "a@example.com"] }),
        existing: service("10.11.0.0/20", { topicArn, events: ["Connect"] }),
      },
    },
  };
  await trial(context, "notifications", files, async ({ report, project, stacks, policy }) => {
    const stack = stackNamed({ stacks }, "demo-service-made");
    const { service_arn: serviceArn } = await stack.outputs();
    await report.check("notifications: topic and key let the service publish, and nobody else's", async () => {
      const { document } = await stack.plan();
      for (const type of ["aws_sns_topic_policy", "aws_kms_key"]) {
        const { Statement: statements } = policyIn(document, type);
        const [own] = statements.filter(({ Principal }) => Principal.Service === "vpce.amazonaws.com");
        const expected = {
          ArnLike: { "aws:SourceArn": serviceArn },
          StringEquals: { "aws:SourceAccount": PROVIDER },
        };
        if (JSON.stringify(own?.Condition) !== JSON.stringify(expected))
          throw new CheckFailed(JSON.stringify(statements));
      }
    });
    await report.check("notifications: the policies see the notification of a service that is deployed", async () => {
      const verdict = policy.judge(await mustChangeNothing(stack));
      const findings = verdict.verdict === "unjudgeable" ? undefined : verdict.findings;
      if (findings === undefined || findings.some(({ rule }) => rule === "declared-connections"))
        throw new CheckFailed(JSON.stringify(verdict, undefined, 2));
    });
    await report.check("notifications: the policies that the owner of a topic needs are handed out", async () => {
      const outputs = await stackNamed({ stacks }, "demo-service-existing").outputs();
      const policies = outputs.notification_policies as Readonly<Record<string, string>>;
      const topic: Policy = JSON.parse(policies.topic ?? "");
      if (topic.Statement[0]?.Resource !== topicArn) throw new CheckFailed(JSON.stringify(policies));
    });
    await report.check("notifications: other events and addresses are updates in place", async () => {
      project.edit(FILE, (document) => {
        document.setIn(["services", "made", "notifications"], { emails: ["c@example.com", "b@example.com"] });
        document.setIn(["services", "existing", "notifications", "events"], ["Connect", "Delete"]);
      });
      await project.synthesize();
      const { document, output } = await stack.plan();
      const replaced = (document.resource_changes ?? []).filter(({ change }) => change.actions.length > 1);
      if (replaced.length > 0) throw new CheckFailed(output);
      await stack.apply();
      await mustChangeNothing(stack);
    });
  });
}

/** What is read here of a policy document. */
interface Policy {
  readonly Statement: readonly {
    readonly Principal: Readonly<Record<string, string>>;
    readonly Resource: string;
    readonly Condition?: unknown;
  }[];
}

/** The policy of the only resource of a type, as the cloud has it. */
function policyIn(document: PlanDocument, type: string): Policy {
  return JSON.parse(String(foundIn(document, type)[0]?.policy));
}

function service(cidr: string, notifications: object): object {
  return {
    account: PROVIDER,
    vpc: { cidr, zones: ["use1-az1", "use1-az2"] },
    listeners: { http: { port: 80, targetPort: 8080 } },
    notifications,
  };
}
