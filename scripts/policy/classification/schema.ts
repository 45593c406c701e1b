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
    /^[a-z0-9_]+(\.[a-z0-9_]+){0,6}$/,
    "expected an argument of at most seven names with dots, such as vpc_config.subnet_ids",
  );
const phrase = z.string().regex(/^\S.*[^\s.]$/, "expected a phrase without a full stop");
const sentence = z
  .string()
  .regex(/^[A-Z].{20,180}\.$/, "expected one sentence with a full stop, of at most 180 characters");
const link = z.url({ protocol: /^https$/, error: "expected an https link to the documentation" });
/** A value of an argument, as Terraform writes it. */
const value = z.union([z.string(), z.boolean(), z.number()]);
const distinct = (items: readonly unknown[]) => new Set(items).size === items.length;
const argumentList = z.array(argument).refine(distinct, "expected each argument once");
const homes = argumentList
  .min(1)
  .describe("Those of `vpc_arguments` each of which may put it into a VPC of its own, so that it stands in two.");
const templateArguments = argumentList
  .min(1)
  .describe("Arguments that name a launch template or launch configuration, by id or by name.");
/** Arguments that nothing is asked of may be nested deeper than what the policies look into. */
const pathList = z.array(z.string().regex(/^[a-z0-9_.]+$/)).refine(distinct, "expected each argument once");

/** An argument whose value decides. */
const condition = z
  .strictObject({
    argument: argument.describe("The argument, with dots into blocks; in blocks that are lists, that of any element."),
    refuse: z.array(value).optional().describe("Values that are refused."),
    allow: z
      .array(value)
      .optional()
      .describe("Values that are allowed; all others are refused, and with an empty list any value."),
    refuse_text: z
      .array(z.string().min(3))
      .min(1)
      .optional()
      .describe(
        "Texts that its value must not contain; case, white space and quotation marks do not count, `=` is `:`.",
      ),
    unknown: z
      .literal("allow")
      .optional()
      .describe("What it means if not all of the text can be read; without it the finding is unproven."),
    beside: z
      .literal(true)
      .optional()
      .describe("It may concern every consumer VPC of the document, whatever places the resource."),
    omitted: z
      .enum(["allow", "deny", "deny-in-block"])
      .describe(
        "What it means if the argument is absent or null; `deny-in-block` where the block that takes it is there.",
      ),
    rating: z.enum(["deny", "warn"]).describe("Whether a refused value fails or is reported."),
    rule: ruleId.describe("The rule that answers for it."),
    what: phrase.describe("What a refused value makes of the resource, as a noun phrase."),
    outside: phrase.optional().describe("What it leads to."),
    opens_no_way: z.literal(true).optional().describe("A refused value opens no way: its finding shows no path."),
  })
  .refine(
    ({ refuse, allow, refuse_text }) => [refuse, allow, refuse_text].filter((list) => list !== undefined).length === 1,
    "expected one of `refuse`, `allow` and `refuse_text`",
  )
  .refine(
    ({ unknown, refuse_text }) => unknown === undefined || refuse_text !== undefined,
    "expected `refuse_text` beside `unknown`",
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
  homes: homes.optional(),
  target_arguments: argumentList.default([]).describe("Arguments that name what it leads to."),
  template_arguments: templateArguments.optional(),
  conditions: z.array(condition).default([]).describe("Arguments whose values decide."),
};

const HOMES_PLACE = "expected every one of `homes` in `vpc_arguments`";

function placeIt({ homes = [], vpc_arguments }: { homes?: string[] | undefined; vpc_arguments: string[] }): boolean {
  return homes.every((home) => vpc_arguments.includes(home));
}

const attributes = argumentList
  .default([])
  .describe("Attributes that the provider computes, and that say which VPCs it stands in or leads to.");

/** An entry as the reviewed files have it; `other_arguments` are those that neither place nor decide. */
export const entrySchema = z
  .strictObject({ ...judged, vpc_attributes: attributes, other_arguments: pathList.default([]) })
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
    const named = [
      ...entry.vpc_arguments,
      ...entry.vpc_attributes,
      ...entry.target_arguments,
      ...(entry.template_arguments ?? []),
      ...entry.other_arguments,
    ];
    if (!distinct(named)) refuse("expected each argument in one list only");
    if (!placeIt(entry)) refuse(HOMES_PLACE);
  });
export type Entry = z.output<typeof entrySchema>;

/** An entry of the `awscc` provider, which is judged as the type of `aws` that it is the twin of. */
export const twinSchema = z
  .strictObject({
    twin_of: typeName,
    cloudformation: z.string().regex(/^AWS::\w+::\w+$/, "expected a type of CloudFormation, such as AWS::EC2::Subnet"),
    vpc_arguments: argumentList.default([]),
    homes: homes.optional(),
    target_arguments: argumentList.default([]),
    template_arguments: templateArguments.optional(),
    conditions: z
      .record(
        argument,
        z.strictObject({ argument, refuse: z.array(z.string()).optional(), allow: z.array(z.string()).optional() }),
      )
      .default({}),
    own_conditions: z.array(condition).default([]),
  })
  .refine(placeIt, HOMES_PLACE);
export type Twin = z.output<typeof twinSchema>;

/** Harmless types of the `awscc` provider, each with the harmless type of `aws` that it is the twin of. */
export const harmlessTwinsSchema = z.record(typeName.startsWith("awscc_"), typeName.startsWith("aws_"));

const provider = z.strictObject({ source: z.string(), version: z.string().regex(/^\d+\.\d+\.\d+$/) });
const typeList = z.array(typeName).refine(distinct, "expected each type once").default([]);
const foreignProvider = z.strictObject({
  reason: sentence.describe("Why it touches no network."),
  types: typeList.describe("Its resources."),
  data_sources: typeList.describe("Its data sources, in checks too."),
  ephemeral: typeList.describe("Its ephemeral resources."),
});
const foreignProviders = z
  .record(z.string().regex(/^[a-z]+$/), foreignProvider)
  .refine(
    (providers) =>
      Object.entries(providers).every(([prefix, { types, data_sources, ephemeral }]) =>
        [...types, ...data_sources, ...ephemeral].every((type) => type.startsWith(`${prefix}_`)),
      ),
    "expected types with the prefix of their provider",
  );

/** What is not a managed resource of the provider. */
export const otherSchema = z.strictObject({
  provider,
  later_arguments: z.record(typeName, argumentList),
  later_types: z.record(typeName, sentence),
  foreign_providers: foreignProviders,
  data_sources: z.record(typeName, entrySchema),
});
export type Other = z.output<typeof otherSchema>;

const joinedEntry = z.strictObject(judged);

/** The classification as the policies read it. */
export const classificationSchema = z.strictObject({
  provider: provider.describe("The provider and version that `known_types` are those of."),
  known_types: z
    .record(typeName, z.literal(true))
    .describe("Every managed resource type of the provider and of its later versions, and harmless twins in awscc."),
  types: z
    .record(typeName, joinedEntry)
    .describe("The types that have to do with networks, and those that hide what they do."),
  data_sources: z
    .record(typeName, joinedEntry)
    .describe("The data sources that run something, or that say what a VPC has in arguments of their own."),
  foreign_providers: foreignProviders.describe(
    "What of other providers touches no network, by the prefix of their types.",
  ),
  networks: z
    .strictObject({
      pattern: z.string().describe("What the last name of an argument of a network looks like."),
      maps: z.record(z.string(), z.literal(true)).describe("Arguments that are maps, whose keys their author chooses."),
      names: z.record(z.string(), z.literal(true)).describe("Names of the provider's arguments that look so."),
      plain_names: z.record(z.string(), z.literal(true)).describe("Names of arguments that do not look so."),
      ids_made_by_aws: z.record(z.string(), z.literal(true)).describe("Types whose ids their author does not choose."),
      arguments: z
        .record(typeName, z.array(argument))
        .describe("By type, the arguments of the provider that look so: an argument that is not among them is newer."),
    })
    .describe("What tells an argument of a network that nobody has classified."),
});
export type Classification = z.output<typeof classificationSchema>;

/** The document that is loaded beside the policies. */
export const documentSchema = z.strictObject({
  privatelink_policy: z.strictObject({ classification: classificationSchema }),
});
