import { z } from "zod";
import { imageIdProblem } from "../modules/aws/image-id";
import { kmsKeyArnProblem } from "../modules/aws/kms-key-arn";
import { expandServices, SESSION_SERVICES } from "../modules/consumer/aws-service-sets";
import { DEFAULT_INSTANCE_TYPE } from "../modules/consumer/client-instance/default-instance-type";
import { acrossKeys, asList, asMapping, checked, type Mapping, type Report } from "./fields";
import { architecture, instanceType, instanceTypeRule } from "./instance-type-schema";
import { zoneId } from "./shared-schema";

/** An instance of a consumer for people. */
export const instance = z
  .strictObject({
    instanceType: instanceType
      .optional()
      .describe(
        `EC2 instance type; another one stops the instance and starts it again. Default: ${DEFAULT_INSTANCE_TYPE}.`,
      ),
    architecture,
    imageId: checked(imageIdProblem)
      .optional()
      .describe(
        "Id of the image, which must have the SSM Agent; another one is taken only when the instance is replaced. Default: the newest Amazon Linux 2023 when it is made.",
      ),
    zone: zoneId.optional().describe("Id of the zone to stand in, one of the VPC's. Default: the first."),
    kmsKeyArn: checked(kmsKeyArnProblem)
      .optional()
      .describe(
        "KMS key that the volume is encrypted with; another one replaces the instance. Default: the account's default key for EBS.",
      ),
    sessionEndpoints: z
      .literal("existing")
      .optional()
      .describe(
        "existing: a VPC that exists has endpoints with private DNS to ssm and ssmmessages, which let in from its range. Default: those of vpc.awsEndpoints.",
      ),
    reachability: z
      .enum(["paths", "analysed"])
      .optional()
      .describe(
        "Paths of Reachability Analyzer from the instance to the endpoints of services: to be analysed by people (paths), or analysed when they are made, which AWS charges for each time (analysed). Default: none.",
      ),
  })
  .check(acrossKeys(instanceTypeRule))
  .describe(
    "Instance from which people try the connections, reached by Session Manager, without anything open; {} for the defaults. Default: none.",
  );

/** An instance of a consumer for people, as its file gives it. */
export type InstanceSpec = z.output<typeof instance>;

/** What must hold between the instance of a consumer and the rest of its file. */
export function instanceRule({ client, vpc }: Mapping, report: Report): void {
  const { instance: spec } = asMapping(client);
  if (spec === undefined) return;
  const { id, awsEndpoints, zones, subnets } = asMapping(vpc);
  const { sessionEndpoints, zone } = asMapping(spec);
  const path = ["client", "instance"];
  const made = expandServices(asList(awsEndpoints).filter((each) => typeof each === "string"));
  const complete = SESSION_SERVICES.every((service) => made.includes(service));
  if (sessionEndpoints === undefined && !complete)
    report(
      path,
      "endpoints of Session Manager, which it is reached by: `vpc.awsEndpoints` with session-manager",
      "write `awsEndpoints: [session-manager]` under `vpc`; or, if a VPC that exists has them, `sessionEndpoints: existing`",
    );
  if (sessionEndpoints !== undefined && id === undefined)
    report(
      [...path, "sessionEndpoints"],
      "none in a new VPC, which has no endpoints yet",
      "write `awsEndpoints: [session-manager]` under `vpc` instead",
    );
  if (sessionEndpoints !== undefined && complete)
    report(
      [...path, "sessionEndpoints"],
      "either this or session-manager in `vpc.awsEndpoints`",
      "take one of them out",
    );
  const inVpc = zones === undefined ? Object.keys(asMapping(subnets)) : asList(zones);
  if (typeof zone === "string" && !inVpc.includes(zone))
    report([...path, "zone"], `a zone of the VPC: ${[...inVpc].sort().join(", ") || "there is none"}`);
}
