import { type Body, type Configuration, isObject } from "./model";

/** A plan as `terraform show -json` prints it, as far as it is changed here. */
export interface Plan {
  readonly planned_values: { readonly root_module: ModuleValues; readonly [other: string]: unknown };
  readonly resource_changes: readonly object[];
  readonly configuration: {
    readonly root_module: { readonly resources?: readonly object[]; readonly [other: string]: unknown };
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
      Object.entries(named).map(([name, body]) => ({ mode, type, name, address: `${prefix}${type}.${name}`, body })),
    ),
  );
  const planned = resources.map(({ body, ...about }) => {
    const id = form.isKnown ? evaluate(`\${${about.address}.id}`) : undefined;
    return { about, ...rendered({ ...body, ...(id !== undefined && { id }) }, form, evaluate) };
  });
  const values = planned.map(({ about, after }) => ({ ...about, values: after }));
  const { root_module } = plan.planned_values;
  return {
    ...plan,
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
                  after_unknown: unknown,
                },
              },
            ],
      ),
    ],
    configuration: {
      ...plan.configuration,
      root_module: {
        ...plan.configuration.root_module,
        resources: [
          ...(plan.configuration.root_module.resources ?? []),
          ...planned.map(({ about, expressions }) => ({ ...about, expressions })),
        ],
      },
    },
  };
}

const before = ({ actions }: PlanForm, after: Body) =>
  actions.includes("create") && actions.length === 1 ? null : after;

interface Rendered {
  readonly after: Record<string, unknown>;
  readonly unknown: Record<string, unknown>;
  readonly expressions: Record<string, unknown>;
}

/** Arguments that are Terraform's own, and not the provider's. */
const META = new Set(["//", "count", "for_each", "provider", "depends_on", "lifecycle", "dynamic"]);

function rendered(body: Body, form: PlanForm, evaluate: Evaluate): Rendered {
  const result: Rendered = { after: {}, unknown: {}, expressions: {} };
  for (const [name, value] of Object.entries(body)) {
    if (META.has(name)) continue;
    const argument = isObject(value) ? renderedBlock(value, form, evaluate) : renderedValue(value, form, evaluate);
    if (argument.after !== undefined) result.after[name] = argument.after;
    if (argument.unknown !== undefined) result.unknown[name] = argument.unknown;
    result.expressions[name] = argument.expression;
  }
  return result;
}

interface Argument {
  readonly after?: unknown;
  readonly unknown?: unknown;
  readonly expression: unknown;
}

function renderedBlock(block: Body, form: PlanForm, evaluate: Evaluate): Argument {
  const { after, unknown, expressions } = rendered(block, form, evaluate);
  return { after: [after], unknown: [unknown], expression: [expressions] };
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

/** What comes from outside is known before anything is made. */
const isKnownEarly = (text: string) =>
  references(text).every((name) =>
    /^(var\.(?!unknown)|path|data\.(terraform_remote_state|aws_ssm_parameter))\b/.test(name),
  );

/** What an expression mentions, as plans list it: each traversal, and what it starts from. */
export function references(text: string): string[] {
  const expression = text.replace(/"[^"$]*"/g, "");
  const names = expression.match(/[A-Za-z_][\w-]*(?:\[[^\]]*\])?(?:\.[\w*-]+(?:\[[^\]]*\])?)+/g) ?? [];
  return names.flatMap((name) => {
    const parts = name.replace(/\[\*\].*$/, "").split(".");
    const length = parts[0] === "data" ? 3 : 2;
    const start = parts.slice(0, length).join(".");
    return [...new Set([parts.join("."), start, start.replace(/\[[^\]]*\]$/, "")])];
  });
}
