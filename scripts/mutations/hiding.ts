import type { Body, Configuration } from "./model";

/** A way to say the same reference so that a naive rule does not see it. */
export interface Hiding {
  readonly name: string;
  /** The value in place of `${expression}`, and what it needs beside it. */
  hide(expression: string, value: string): Hidden;
}

/** A hidden reference. */
export interface Hidden {
  readonly text: string;
  readonly more: Configuration;
  /** Arguments that the resource needs besides. */
  readonly meta?: Body;
  /** Whether a plan knows the value before anything is there. */
  readonly isKnown?: boolean;
}

const plain = (text: string, more: Configuration = {}, meta?: Body): Hidden => ({ text, more, meta });

/** Ways to write a reference, of facts that hold for every argument. */
export const HIDINGS: readonly Hiding[] = [
  { name: "plainly", hide: (expression) => plain(`\${${expression}}`) },
  { name: "with spaces", hide: (expression) => plain(`\${ ${expression} }`) },
  { name: "as a literal id", hide: (_, value) => ({ ...plain(value), isKnown: true }) },
  { name: "by a local", hide: (expression) => plain("${local.hidden}", { locals: { hidden: `\${${expression}}` } }) },
  {
    name: "by locals behind locals",
    hide: (expression) =>
      plain("${local.hidden_first}", {
        locals: {
          hidden_first: "${local.hidden_second}",
          hidden_second: "${local.hidden_third}",
          hidden_third: `\${${expression}}`,
        },
      }),
  },
  {
    name: "by part of a local",
    hide: (expression) =>
      plain("${local.hidden.parts[0].id}", { locals: { hidden: { parts: [{ id: `\${${expression}}` }] } } }),
  },
  {
    name: "by a local of a literal",
    hide: (_, value) => ({ ...plain("${local.hidden}", { locals: { hidden: value } }), isKnown: true }),
  },
  {
    name: "by a variable with a default",
    hide: (_, value) => ({ ...plain("${var.hidden}", { variable: { hidden: { default: value } } }), isKnown: true }),
  },
  {
    name: "by a variable without a default",
    hide: () => ({ ...plain("${var.hidden}", { variable: { hidden: {} } }), isKnown: true }),
  },
  { name: "by join", hide: (expression) => plain(`\${join("", [${expression}])}`) },
  { name: "by format", hide: (expression) => plain(`\${format("%s", ${expression})}`) },
  { name: "by a text around nothing", hide: (expression) => plain(`\${"\${${expression}}"}`) },
  { name: "by a choice", hide: (expression) => plain(`\${true ? ${expression} : "vpc-0"}`) },
  { name: "by a template", hide: (expression) => plain(`%{ if true }\${${expression}}%{ endif }`) },
  { name: "by the first that is there", hide: (expression) => plain(`\${coalesce("", ${expression})}`) },
  { name: "by one of a splat", hide: (expression) => plain(`\${one(${expression.replace(/\.(\w+)$/, "[*].$1")})}`) },
  {
    name: "by each value",
    hide: (expression) => plain("${each.value}", {}, { for_each: { a: `\${${expression}}` } }),
  },
  { name: "by a lookup", hide: (expression) => plain(`\${lookup({ a = ${expression} }, "a")}`) },
  {
    name: "by a value of Terraform's own",
    hide: (expression) =>
      plain("${terraform_data.hidden.output}", {
        resource: { terraform_data: { hidden: { input: `\${${expression}}` } } },
      }),
  },
  {
    name: "by another stack's state",
    hide: () => ({
      ...plain("${data.terraform_remote_state.network.outputs.hidden}", {
        data: { terraform_remote_state: { network: { backend: "local", config: { path: "network.tfstate" } } } },
      }),
      isKnown: true,
    }),
  },
  {
    name: "by a parameter",
    hide: () => ({
      ...plain("${data.aws_ssm_parameter.hidden.value}", {
        data: { aws_ssm_parameter: { hidden: { name: "/network" } } },
      }),
      isKnown: true,
    }),
  },
  {
    name: "by a module's output",
    hide: (expression) =>
      plain("${module.hidden.id}", { module: { hidden: { source: "./hidden", given: `\${${expression}}` } } }),
  },
];
