import type { BackendSpec } from "../config/backend-schema";
import { parseArn } from "../modules/aws/arn";
import { partitionOf } from "../modules/aws/region";
import type { Statement } from "../modules/bootstrap/statement";

/** Where the states of an environment are. */
export interface EnvironmentStates {
  readonly environment: string;
  readonly backend: Extract<BackendSpec, { readonly type: "s3" }>;
}

/** The manifest of what is deployed, beside the states: see `delivery/`. */
const DEPLOYED_OBJECT = "deployed.json";

/**
 * What Terraform's S3 backend needs, and CI for its manifest of what is deployed, for the states of one environment,
 * and of no other. Reading includes the states that stacks of the environment read of one another.
 *
 * Source: Terraform, "Backend Type: s3", "Permissions Required". It lists workspaces below `env:/` though none is used.
 *
 * @param access whether states and lock files are written, too.
 */
export function stateAccess({ environment, backend }: EnvironmentStates, access: "read" | "write"): Statement[] {
  const { bucket, prefix, region, kmsKeyArn } = backend;
  const arn = `arn:${partitionOf(region)}:s3:::${bucket}`;
  const folder = `${escaped(prefix)}/${environment}`;
  const states = [`${arn}/${folder}/*.tfstate`, `${arn}/${folder}/${DEPLOYED_OBJECT}`];
  const locks = `${arn}/${folder}/*.tfstate.tflock`;
  const allow = (Action: string[], Resource: readonly string[], Condition?: Statement["Condition"]): Statement => ({
    ...{ Effect: "Allow", Action, Resource },
    ...(Condition === undefined ? {} : { Condition }),
  });
  return [
    allow(["s3:ListBucket"], [arn], { StringLike: { "s3:prefix": ["env:/", `${folder}/*`] } }),
    allow(access === "read" ? ["s3:GetObject"] : ["s3:GetObject", "s3:PutObject"], states),
    ...(access === "read" ? [] : [allow(["s3:DeleteObject", "s3:GetObject", "s3:PutObject"], [locks])]),
    ...(kmsKeyArn === undefined ? [] : [keyAccess(kmsKeyArn, access, region)]),
  ];
}

/** A key only by way of S3, which encrypts and decrypts with it. An alias stands for the key that has it. */
function keyAccess(kmsKeyArn: string, access: "read" | "write", region: string): Statement {
  const { account = "", resource = "", partition = "aws" } = parseArn(kmsKeyArn) ?? {};
  const isAlias = resource.startsWith("alias/");
  return {
    Effect: "Allow",
    Action: access === "read" ? ["kms:Decrypt"] : ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
    Resource: [isAlias ? `arn:${partition}:kms:${region}:${account}:key/*` : kmsKeyArn],
    Condition: {
      ...(isAlias ? { "ForAnyValue:StringEquals": { "kms:ResourceAliases": [resource] } } : {}),
      StringEquals: {
        "kms:ViaService": [`s3.${region}.${partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"}`],
      },
    },
  };
}

/** A prefix may have a `*`, which IAM would take for a pattern. Terraform takes `$${` for the text `${`. */
function escaped(prefix: string): string {
  return prefix.replaceAll("*", () => "$${*}");
}
