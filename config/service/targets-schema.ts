import { z } from "zod";
import { addressNumber } from "../../modules/aws/cidr";
import { instanceTypeProblem } from "../../modules/aws/instance-type";
import { resourceId } from "../../modules/aws/resource-id";
import { SAMPLE_INSTANCE_TYPE } from "../../modules/provider/sample-application";
import { checked } from "../fields";

/** What answers behind a service. */
export const targets = z
  .discriminatedUnion("type", [
    z.strictObject({
      type: z
        .literal("sample")
        .describe("A sample application that answers HTTP on every target port, to try the chain."),
      instanceType: checked(instanceTypeProblem)
        .default(SAMPLE_INSTANCE_TYPE)
        .describe(`EC2 instance type. Default: ${SAMPLE_INSTANCE_TYPE}.`),
    }),
    z.strictObject({
      type: z.literal("instance").describe("Instances by id."),
      ids: z
        .array(z.string().regex(resourceId("i"), { error: "an instance id, such as i-0123456789abcdef0" }))
        .min(1)
        .describe("Ids of the instances; every listener forwards to all of them."),
    }),
    z.strictObject({
      type: z.literal("ip").describe("IPv4 addresses within the VPC."),
      addresses: z
        .array(z.string().refine((text) => addressNumber(text) !== undefined, { error: "an IPv4 address" }))
        .min(1)
        .describe("Addresses; every listener forwards to all of them."),
    }),
  ])
  .describe("What answers. Default: the sample application.");

/** Targets as an environment file gives them. */
export type TargetsSpec = z.output<typeof targets>;
