import type { Body, Configuration } from "./model";

/** A way to say the same reference so that a naive rule does not see it. */
export interface Hiding {
  readonly name: string;
  /** The value in place of `${expression}`, and what it needs beside it. */
  hide(expression: string, value: string, decoy: Decoy): Hidden;
}

/** What a reference could be taken for, and is not. */
export interface Decoy {
  /** A thing of the same kind in another VPC, as an expression. */
  readonly expression: string;
  /** The other VPC, as an expression. */
  readonly vpc: string;
}

/** A hidden reference. */
export interface Hidden {
  readonly text: string;
  readonly more: Configuration;
  /** Arguments that the resource needs besides. */
  readonly meta?: Body;
  /** Whether a plan knows the value before anything is there, so that it names what was there before. */
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
  {
    name: "by a module's output of an object",
    hide: (expression, _, decoy) =>
      plain("${module.hidden.own}", {
        module: { hidden: { source: "./hidden", given: `\${{ own = ${expression}, other = ${decoy.expression} }}` } },
      }),
  },
  {
    name: "by a module's output for each",
    hide: (expression, _, decoy) =>
      plain('${module.hidden["own"].id}', {
        module: {
          hidden: {
            source: "./hidden",
            for_each: { own: `\${${expression}}`, other: `\${${decoy.expression}}` },
            given: "${each.value}",
          },
        },
      }),
  },
  { name: "by a choice that is not known", hide: (own, _, { expression }) => plain(choice(own, expression)) },
  {
    name: "by an index that is not known",
    hide: (own, _, { expression }) => plain(`\${[${own}, ${expression}][var.unknown == "x" ? 1 : 0]}`),
  },
  { name: "by element", hide: (own, _, { expression }) => plain(`\${element([${expression}, ${own}], 1)}`) },
  { name: "by try", hide: (own, _, { expression }) => plain(`\${try(${own}, ${expression})}`) },
  { name: "by a for", hide: (own) => plain(`\${[for each_one in [${own}] : each_one][0]}`) },
  {
    name: "by maps of which the last counts",
    hide: (own, _, { expression }) => plain(`\${merge({ own = ${expression} }, { own = ${own} }).own}`),
  },
  {
    name: "by a key of a local object",
    hide: (own, _, { expression }) => plain("${local.hidden.own}", object(own, expression)),
  },
  {
    name: "by each key of a local object",
    hide: (own, _, { expression }) =>
      plain("${local.hidden[each.key]}", object(own, expression), { for_each: { own: "x" } }),
  },
  {
    name: "by each value that is a key of a local object",
    hide: (own, _, { expression }) =>
      plain("${local.hidden[each.value]}", object(own, expression), { for_each: { a: "own" } }),
  },
  {
    name: "by each value of several",
    hide: (own, _, { expression }) =>
      plain("${each.value}", {}, { for_each: { own: `\${${own}}`, other: `\${${expression}}` } }),
  },
  {
    name: "by an instance of a resource for each",
    hide: (own, _, { expression }) =>
      plain('${terraform_data.hidden["own"].output}', {
        resource: {
          terraform_data: {
            hidden: { for_each: { own: `\${${own}}`, other: `\${${expression}}` }, input: "${each.value}" },
          },
        },
      }),
  },
  {
    name: "by a key of a value of Terraform's own",
    hide: (own) =>
      plain("${terraform_data.hidden.output.vpc_id}", {
        resource: { terraform_data: { hidden: { input: { vpc_id: `\${${own}}` } } } },
      }),
  },
  {
    name: "by what a value of Terraform's own is given",
    hide: (own) =>
      plain("${terraform_data.hidden.input.subnet_id}", {
        resource: { terraform_data: { hidden: { input: { subnet_id: `\${${own}}` } } } },
      }),
  },
  {
    name: "by a tag of what stands elsewhere",
    hide: (own, _, { vpc }) =>
      plain("${aws_security_group.hidden.tags.vpc_id}", {
        resource: { aws_security_group: { hidden: { vpc_id: vpc, tags: { vpc_id: `\${${own}}` } } } },
      }),
  },
  {
    name: "by the name of what stands elsewhere",
    hide: (own, _, { vpc }) =>
      plain("${aws_security_group.hidden.name}", {
        resource: { aws_security_group: { hidden: { vpc_id: vpc, name: `\${${own}}` } } },
      }),
  },
  {
    name: "by the id of a function that is its name",
    hide: (own) =>
      plain("${aws_lambda_function.hidden.id}", {
        resource: { aws_lambda_function: { hidden: { ...FUNCTION, function_name: `\${${own}}` } } },
      }),
  },
  {
    name: "by a variable of a function",
    hide: (own) =>
      plain("${aws_lambda_function.hidden.environment[0].variables.vpc_id}", {
        resource: {
          aws_lambda_function: { hidden: { ...FUNCTION, environment: { variables: { vpc_id: `\${${own}}` } } } },
        },
      }),
  },
  {
    name: "by a data source of the same",
    hide: (own) => {
      const type = own.split(".")[0] ?? "";
      return LOOKED_UP_BY_ID.has(type) && own.endsWith(".id")
        ? plain(`\${data.${type}.hidden.id}`, { data: { [type]: { hidden: { id: `\${${own}}` } } } })
        : plain(`\${${own}}`);
    },
  },
];

/** Types whose data source takes an id. */
const LOOKED_UP_BY_ID = new Set(["aws_vpc", "aws_subnet", "aws_security_group", "aws_network_interface"]);

const FUNCTION: Body = {
  function_name: "hidden",
  role: "arn:aws:iam::111111111111:role/hidden",
  package_type: "Image",
  image_uri: "111111111111.dkr.ecr.us-east-1.amazonaws.com/hidden:1",
};

function choice(own: string, other: string): string {
  return `\${var.unknown == "x" ? ${other} : ${own}}`;
}

function object(own: string, other: string): Configuration {
  return { locals: { hidden: { own: `\${${own}}`, other: `\${${other}}` } } };
}
