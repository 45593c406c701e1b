import { DataAwsInstances } from "@cdktf/provider-aws/lib/data-aws-instances";
import { LbTargetGroupAttachment } from "@cdktf/provider-aws/lib/lb-target-group-attachment";
import { TerraformIterator, TerraformLocal } from "cdktf";
import type { Construct } from "constructs";
import { elementsOf } from "../../aws/expressions";

/** Instances to register by their tags. */
export interface TaggedInstances {
  readonly targetGroupArn: string;
  /** Id of the VPC that they are in, known when Terraform plans. */
  readonly vpcId: string;
  /** Tags that each of them has. */
  readonly tags: Readonly<Record<string, string>>;
  /** What forwards to them, for messages: `Listener http`. */
  readonly of: string;
  /** Whether there may be none yet: of a target group that gets no connections. */
  readonly mayBeNone: boolean;
}

/**
 * Registers the running instances of a VPC that have some tags, as Terraform finds them at each plan. Each has an address
 * in Terraform by its id, so that one more or less touches none of the others.
 *
 * @param scope the target group.
 */
export function registerTagged(scope: Construct, props: TaggedInstances): void {
  const { targetGroupArn, vpcId, tags, of, mayBeNone } = props;
  const keys = Object.keys(tags).sort();
  const said = keys.map((key) => `${key}=${tags[key]}`).join(", ");
  const instances = new DataAwsInstances(scope, "instances", {
    instanceStateNames: ["running"],
    filter: [
      { name: "vpc-id", values: [vpcId] },
      ...keys.map((key) => ({ name: `tag:${key}`, values: [tags[key] as string] })),
    ],
    ...(mayBeNone
      ? {}
      : {
          lifecycle: {
            postcondition: [
              {
                condition: "${try(length(self.ids) > 0, false)}",
                errorMessage: `${of}: no running instance in ${vpcId} has the tags ${said}. Start one, correct its tags, or name other targets.`,
              },
            ],
          },
        }),
  });
  const ids = new TerraformLocal(scope, "instance-ids", `\${${elementsOf(`${instances.fqn}.ids`)}}`);
  const iterator = TerraformIterator.fromList(ids.asList);
  new LbTargetGroupAttachment(scope, "tagged", { forEach: iterator, targetGroupArn, targetId: iterator.value });
}
