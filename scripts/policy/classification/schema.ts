import { z } from "zod";

/** How a type is judged; what each means is said in policies/README.md. */
export const KINDS = ["network", "path", "route", "conditional", "endpoint", "warn", "opaque", "inert"] as const;
export type Kind = (typeof KINDS)[number];

/** Kinds whose presence alone a rule answers for. */
const ANSWERED: readonly Kind[] = ["path", "endpoint", "warn", "opaque"];
const CONDITIONED: readonly Kind[] = ["conditional", "network", "route"];

const typeName = z.string().regex(/^[a-z][a-z0-9_]*$/, "expected the name of a type, such as aws_subnet");
const ruleId = z.string().regex(/^[a-z]+(-[a-z]+)*$/, "expected the id of a rule, such as no-peering");
const argument = z
  .string()
  .regex(
    /^[a-z0-9_]+(\.[a-z0-9_]+){0,4}$/,
    "expected an argument of at most five names with dots, such as vpc_config.subnet_ids",
  );
const phrase = z.string().regex(/^\S.*[^\s.]$/, "expected a phrase without a full stop");
const sentence = z
  .string()
  .regex(/^[A-Z].{20,180}\.$/, "expected one sentence with a full stop, of at most 180 characters");
const link = z.url({ protocol: /^https$/, error: "expected an https link to the documentation" });
const distinct = (items: readonly unknown[]) => new Set(items).size === items.length;
const argumentList = z.array(argument).refine(distinct, "expected each argument once");
/** Arguments that nothing is asked of may be nested deeper than what the policies look into. */
const pathList = z.array(z.string().regex(/^[a-z0-9_.]+$/)).refine(distinct, "expected each argument once");

/** An argument whose value decides. */
const condition = z
  .strictObject({
    argument: argument.describe("The argument, with dots into blocks; in blocks that are lists, that of any element."),
    refuse: z
      .array(z.union([z.string(), z.boolean()]))
      .optional()
      .describe("Values that are refused."),
    allow: z
      .array(z.union([z.string(), z.boolean()]))
      .optional()
      .describe("Values that are allowed; all others are refused, and with an empty list any value."),
    omitted: z.enum(["allow", "deny"]).describe("What it means if the argument is absent or null."),
    rating: z.enum(["deny", "warn"]).describe("Whether a refused value fails or is reported."),
    rule: ruleId.describe("The rule that answers for it."),
    what: phrase.describe("What a refused value makes of the resource, as a noun phrase."),
    outside: phrase.optional().describe("What it leads to."),
  })
  .refine(
    ({ refuse, allow }) => (refuse === undefined) !== (allow === undefined),
    "expected either `refuse` or `allow`",
  );

const judged = {
  kind: z.enum(KINDS).describe("How resources of the type are judged."),
  rule: ruleId.optional().describe("The rule that answers for the type."),
  what: phrase.optional().describe("What it is, as a noun phrase for messages."),
  outside: phrase.optional().describe("What it leads to, for the end of a path that is shown."),
  reason: sentence.describe("Why it is classified so."),
  source: link.describe("AWS's documentation of it."),
  everywhere: z
    .literal(true)
    .optional()
    .describe("It concerns every VPC of its account and region, and is placed in none."),
  vpc_arguments: argumentList.default([]).describe("Arguments that place it, the most telling first."),
  target_arguments: argumentList.default([]).describe("Arguments that name what it leads to."),
  conditions: z.array(condition).default([]).describe("Arguments whose values decide."),
};

/** An entry as the reviewed files have it; `other_arguments` are those that neither place nor decide. */
export const entrySchema = z
  .strictObject({ ...judged, other_arguments: pathList.default([]) })
  .superRefine((entry, context) => {
    const { kind, conditions } = entry;
    const refuse = (message: string) => context.addIssue({ code: "custom", message });
    for (const key of ["rule", "outside"] as const) {
      if (ANSWERED.includes(kind) !== (entry[key] !== undefined)) {
        refuse(`expected ${ANSWERED.includes(kind) ? "" : "no "}\`${key}\` beside kind ${kind}`);
      }
    }
    if (kind !== "inert" && entry.what === undefined) refuse(`expected \`what\` beside kind ${kind}`);
    if (entry.everywhere && entry.vpc_arguments.length > 0) refuse("expected no `vpc_arguments` beside `everywhere`");
    if (kind === "conditional" && conditions.length === 0) refuse("expected `conditions` beside kind conditional");
    if (!CONDITIONED.includes(kind) && conditions.length > 0) refuse(`expected no \`conditions\` beside kind ${kind}`);
    if (kind === "route" && entry.target_arguments.length === 0)
      refuse("expected `target_arguments` beside kind route");
    const named = [...entry.vpc_arguments, ...entry.target_arguments, ...entry.other_arguments];
    if (!distinct(named)) refuse("expected each argument in one list only");
  });
export type Entry = z.output<typeof entrySchema>;

/** An entry of the `awscc` provider, which is judged as the type of `aws` that it is the twin of. */
export const twinSchema = z.strictObject({
  twin_of: typeName,
  cloudformation: z.string().regex(/^AWS::\w+::\w+$/, "expected a type of CloudFormation, such as AWS::EC2::Subnet"),
  vpc_arguments: argumentList.default([]),
  target_arguments: argumentList.default([]),
  conditions: z
    .record(
      argument,
      z.strictObject({ argument, refuse: z.array(z.string()).optional(), allow: z.array(z.string()).optional() }),
    )
    .default({}),
});
export type Twin = z.output<typeof twinSchema>;

const provider = z.strictObject({ source: z.string(), version: z.string().regex(/^\d+\.\d+\.\d+$/) });
const foreignProviders = z.record(z.string().regex(/^[a-z]+$/), sentence);

/** What is not a managed resource of the provider. */
export const otherSchema = z.strictObject({
  provider,
  later_arguments: z.record(typeName, argumentList),
  foreign_providers: foreignProviders,
  data_sources: z.record(typeName, entrySchema),
});
export type Other = z.output<typeof otherSchema>;

const joinedEntry = z.strictObject(judged);

/** The classification as the policies read it. */
export const classificationSchema = z.strictObject({
  provider: provider.describe("The provider and version that `known_types` are those of."),
  known_types: z.record(typeName, z.literal(true)).describe("Every managed resource type of the provider."),
  types: z
    .record(typeName, joinedEntry)
    .describe("The types that have to do with networks, and those that hide what they do."),
  data_sources: z.record(typeName, joinedEntry).describe("The data sources that do more than read."),
  foreign_providers: foreignProviders.describe(
    "Providers whose resources touch no network, by the prefix of their types.",
  ),
});
export type Classification = z.output<typeof classificationSchema>;

/** The document that is loaded beside the policies. */
export const documentSchema = z.strictObject({
  privatelink_policy: z.strictObject({ classification: classificationSchema }),
});
