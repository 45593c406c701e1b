import { type Body, type Configuration, isObject } from "./model";

/** A plan as `terraform show -json` prints it, as far as it is changed here. */
export interface Plan {
  readonly planned_values: { readonly root_module: ModuleValues; readonly [other: string]: unknown };
  readonly resource_changes: readonly object[];
  readonly configuration: {
    readonly root_module: {
      readonly resources?: readonly object[];
      readonly module_calls?: object;
      readonly [other: string]: unknown;
    };
  };
  readonly [other: string]: unknown;
}

interface ModuleValues {
  readonly resources?: readonly object[];
  readonly child_modules?: readonly object[];
}

/** How a plan says what it adds. */
export interface PlanForm {
  readonly name: string;
  /** Whether everything is there already, so that all ids are known. */
  readonly isKnown: boolean;
  readonly actions: readonly string[];
  /** Whether the changes are listed, or only the values. */
  readonly listed?: boolean;
  /** Whether the configuration was JSON, of which plans list an expression's text as its value, or HCL. */
  readonly isOfHcl?: boolean;
}

export const PLAN_FORMS: readonly PlanForm[] = [
  { name: "to create", isKnown: false, actions: ["create"] },
  { name: "to create by HCL", isKnown: false, actions: ["create"], isOfHcl: true },
  { name: "there already", isKnown: true, actions: ["no-op"] },
  { name: "to update", isKnown: true, actions: ["update"] },
  { name: "to replace, deleting first", isKnown: false, actions: ["delete", "create"] },
  { name: "to replace, creating first", isKnown: false, actions: ["create", "delete"] },
  { name: "in planned values only", isKnown: false, actions: ["create"], listed: false },
];

/** Text, or what Terraform makes of it once everything is there; undefined for what is never known. */
export type Evaluate = (text: string) => string | undefined;

/** The plan with a configuration added to it, as Terraform would plan it. */
export function asPlan(plan: Plan, added: Configuration, form: PlanForm, evaluate: Evaluate): Plan {
  const modes = [
    ["managed", "", added.resource ?? {}],
    ["data", "data.", added.data ?? {}],
  ] as const;
  const resources = modes.flatMap(([mode, prefix, types]) =>
    Object.entries(types).flatMap(([type, named]) =>
      Object.entries(named).map(([name, body]) => ({
        about: { mode, type, name, address: `${prefix}${type}.${name}` },
        body,
      })),
    ),
  );
  const planned = resources.flatMap(({ about, body }) =>
    instancesOf(body).map(({ index, values }) => {
      const address = index === undefined ? about.address : `${about.address}["${index}"]`;
      const id = form.isKnown ? evaluate(`\${${address}.id}`) : undefined;
      const computed = about.type === "terraform_data" && "input" in values && { output: values.input };
      const { after, unknown } = rendered({ ...values, ...computed, ...(id !== undefined && { id }) }, form, evaluate);
      return { about: { ...about, address, ...(index !== undefined && { index }) }, after, unknown };
    }),
  );
  const values = planned.map(({ about, after }) => ({ ...about, values: after }));
  const { root_module } = plan.planned_values;
  const { root_module: configured } = plan.configuration;
  return {
    ...plan,
    variables: { ...(plan.variables as object), ...variablesOf(added, evaluate) },
    planned_values: {
      ...plan.planned_values,
      root_module: { ...root_module, resources: [...(root_module.resources ?? []), ...values] },
    },
    resource_changes: [
      ...plan.resource_changes,
      ...planned.flatMap(({ about, after, unknown }) =>
        form.listed === false
          ? []
          : [
              {
                ...about,
                change: {
                  actions: about.mode === "data" ? ["read"] : form.actions,
                  before: before(form, after),
                  after,
                  // What a data source finds by what is not known yet is not known either.
                  after_unknown:
                    about.mode === "data" && Object.keys(unknown).length > 0 ? { ...unknown, tags: true } : unknown,
                },
              },
            ],
      ),
    ],
    configuration: {
      ...plan.configuration,
      root_module: {
        ...configured,
        resources: [
          ...(configured.resources ?? []),
          ...resources.map(({ about, body }) => ({ ...about, ...configurationOf(body, form, evaluate) })),
        ],
        module_calls: { ...configured.module_calls, ...modulesOf(added, form, evaluate) },
        variables: { ...(configured.variables as object), ...added.variable },
      },
    },
  };
}

/** The arguments of each instance, with what for_each gives it. */
function instancesOf(body: Body): readonly { readonly index?: string; readonly values: Body }[] {
  if (!isObject(body.for_each)) return [{ values: body }];
  return Object.entries(body.for_each).map(([index, each]) => ({
    index,
    values: instead(body, "${each.value}", each) as Body,
  }));
}

/** A value with an element in the place of the text that stands for it. */
function instead(value: unknown, text: string, element: unknown): unknown {
  if (value === text) return element;
  if (Array.isArray(value)) return value.map((item) => instead(item, text, element));
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, child]) => [name, instead(child, text, element)]));
}

function variablesOf({ variable = {} }: Configuration, evaluate: Evaluate): Record<string, { value: unknown }> {
  return Object.fromEntries(
    Object.entries(variable).flatMap(([name, { default: value = evaluate(`\${var.${name}}`) }]) =>
      value === undefined ? [] : [[name, { value }]],
    ),
  );
}

function configurationOf(body: Body, form: PlanForm, evaluate: Evaluate): Body {
  const { expressions } = rendered(body, form, evaluate);
  return { expressions, ...(mentionsIn(body.for_each).length > 0 && { for_each_expression: mention(body.for_each) }) };
}

/** Modules that give back what they are given, or of an object that they are given the key `own`. */
function modulesOf({ module = {} }: Configuration, form: PlanForm, evaluate: Evaluate): Record<string, Body> {
  return Object.fromEntries(
    Object.entries(module).map(([name, { source, ...body }]) => {
      const outputs = String(body.given).startsWith("${{")
        ? { own: { expression: { references: ["var.given.own", "var.given"] } } }
        : { id: { expression: { references: ["var.given"] } } };
      const content = { outputs, variables: { given: {} } };
      return [name, { source, ...configurationOf(body, form, evaluate), module: content }];
    }),
  );
}

function mention(value: unknown): Body {
  return { references: mentionsIn(value) };
}

/** All that a value mentions, however deep. */
function mentionsIn(value: unknown): string[] {
  if (typeof value === "string") return /[$%]\{/.test(value) ? references(value) : [];
  return typeof value === "object" && value !== null ? [...new Set(Object.values(value).flatMap(mentionsIn))] : [];
}

const before = ({ actions }: PlanForm, after: Body) =>
  actions.includes("create") && actions.length === 1 ? null : after;

interface Rendered {
  readonly after: Record<string, unknown>;
  readonly unknown: Record<string, unknown>;
  readonly expressions: Record<string, unknown>;
}

/** Names that are Terraform's own, and not the provider's: in a block, and in a resource. */
const META_OF_BLOCKS: ReadonlySet<string> = new Set(["//", "dynamic"]);
const META = new Set([...META_OF_BLOCKS, "count", "for_each", "provider", "depends_on", "lifecycle"]);

/** Maps whose keys their author chooses, which are values and not blocks. */
const FREE_MAPS = new Set(["tags", "input", "output", "variables"]);

function rendered(body: Body, form: PlanForm, evaluate: Evaluate, meta: ReadonlySet<string> = META): Rendered {
  const result: Rendered = { after: {}, unknown: {}, expressions: {} };
  for (const [name, value] of Object.entries(body)) {
    if (meta.has(name)) continue;
    const argument = renderedArgument(name, value, form, evaluate);
    if (argument.after !== undefined) result.after[name] = argument.after;
    if (argument.unknown !== undefined) result.unknown[name] = argument.unknown;
    result.expressions[name] = argument.expression;
  }
  // Of a dynamic block a plan has the values, and no expressions.
  for (const [name, block] of Object.entries((body.dynamic ?? {}) as Record<string, Dynamic>)) {
    const blocks = Object.values(block.for_each).map((element) =>
      rendered(instead(block.content, `\${${name}.value}`, element) as Body, form, evaluate),
    );
    result.after[name] = [...((result.after[name] as unknown[]) ?? []), ...blocks.map(({ after }) => after)];
    result.unknown[name] = [...((result.unknown[name] as unknown[]) ?? []), ...blocks.map(({ unknown }) => unknown)];
  }
  return result;
}

interface Dynamic {
  readonly for_each: object;
  readonly content: Body;
}

interface Argument {
  readonly after?: unknown;
  readonly unknown?: unknown;
  readonly expression: unknown;
}

function renderedArgument(name: string, value: unknown, form: PlanForm, evaluate: Evaluate): Argument {
  if (isObject(value) && FREE_MAPS.has(name)) return renderedMap(value, form, evaluate);
  if (isObject(value)) return renderedBlocks([value], form, evaluate);
  if (Array.isArray(value) && value.some(isObject)) return renderedBlocks(value.filter(isObject), form, evaluate);
  return renderedValue(value, form, evaluate);
}

function renderedBlocks(blocks: readonly Body[], form: PlanForm, evaluate: Evaluate): Argument {
  const all = blocks.map((block) => rendered(block, form, evaluate, META_OF_BLOCKS));
  return {
    after: all.map(({ after }) => after),
    unknown: all.map(({ unknown }) => unknown),
    expression: all.map(({ expressions }) => expressions),
  };
}

function renderedMap(map: Body, form: PlanForm, evaluate: Evaluate): Argument {
  const { after, unknown } = rendered(map, form, evaluate);
  const constant = form.isOfHcl && mentionsIn(map).length > 0 ? {} : { constant_value: map };
  return { after, unknown, expression: { ...constant, ...(mentionsIn(map).length > 0 && mention(map)) } };
}

function renderedValue(value: unknown, form: PlanForm, evaluate: Evaluate): Argument {
  const items = Array.isArray(value) ? value : [value];
  const texts = items.filter((item): item is string => typeof item === "string" && /[$%]\{/.test(item));
  if (texts.length === 0) return { after: value, expression: { constant_value: value } };
  const mentioned = [...new Set(texts.flatMap(references))];
  const expression = form.isOfHcl ? { references: mentioned } : { constant_value: value, references: mentioned };
  const known = items.map((item) =>
    texts.includes(item) && (form.isKnown || isKnownEarly(item))
      ? evaluate(item)
      : texts.includes(item)
        ? undefined
        : item,
  );
  if (known.includes(undefined)) return { unknown: true, expression };
  return { after: Array.isArray(value) ? known : known[0], expression };
}

/** What comes from outside is known before anything is made, and so is a name that the configuration gives. */
const isKnownEarly = (text: string) =>
  text.endsWith(".name}") ||
  references(text).every((name) =>
    /^(var\.(?!unknown)|path|data\.(terraform_remote_state|aws_ssm_parameter))\b/.test(name),
  );

/** What an expression mentions, as plans list it: each traversal as far as it is written out, and what it is a part of. */
export function references(text: string): string[] {
  const traversals = text.match(/[A-Za-z_][\w-]*(?:\.[\w-]+|\.\*|\[(?:"[^"]*"|\d+|\*)\])+/g) ?? [];
  return [...new Set(traversals.flatMap(partsOf))];
}

function partsOf(traversal: string): string[] {
  const [splatless = ""] = traversal.split(/\[\*\]|\.\*/);
  const steps = splatless.match(/^[\w-]+|\.[\w-]+|\[[^\]]*\]/g) ?? [];
  const least = steps[0] === "data" ? 3 : 2;
  return steps.flatMap((_, index) => (index + 1 < least ? [] : [steps.slice(0, index + 1).join("")])).reverse();
}
