import { z } from "zod";
import { awsProviderProblem, TESTED_AWS_PROVIDER } from "./aws-provider-versions";
import { checkedAs } from "./fields";

/** Versions of the provider hashicorp/aws that are allowed. */
export const awsProviderVersions = checkedAs(
  z.string({
    error: ({ input }) => (typeof input === "number" ? 'versions in quotes, such as ">= 6.25, < 7"' : undefined),
  }),
  (text) => awsProviderProblem(text)?.expected,
  (text) => awsProviderProblem(text)?.fix,
)
  .default(TESTED_AWS_PROVIDER)
  .describe(
    `Versions of the provider hashicorp/aws that are allowed, as Terraform writes them, such as ">= 6.25, < 7": none before 6.25.0, and none from 7.0.0 on. Where several are allowed, the lock file says which one is taken. Default: ${TESTED_AWS_PROVIDER}, the version that is tested.`,
  );

/** What plans and applies an environment. */
export const terraformSchema = z
  .strictObject({
    engine: z
      .enum(["terraform", "tofu"])
      .default("terraform")
      .describe(
        "What plans and applies: terraform (1.10 or newer), or tofu for OpenTofu (1.11 or newer). The commands refuse the other program, and plans that it made. The stacks are the same. Default: terraform.",
      ),
    awsProvider: awsProviderVersions,
  })
  .describe("What plans and applies this environment.");

/** What plans and applies an environment, as its file gives it. */
export type TerraformSpec = z.output<typeof terraformSchema>;
