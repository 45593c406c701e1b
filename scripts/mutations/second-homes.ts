// What the classification says of second homes and of launch templates: every type, by each of its arguments.

import type { Classification } from "../policy/classification/schema";
import { HIDINGS, type Hiding } from "./hiding";
import { type Body, type Configuration, together, withValue } from "./model";
import type { Mutant } from "./mutant";
import type { Evaluate } from "./plan-form";
import { type Place, referenceFor } from "./things";
import { asArgument } from "./ways-out";

/** What is added to a configuration with two VPCs, so that the consumer's must not be proven any more. */
export interface NamedMutant extends Mutant {
  readonly name: string;
}

/** The consumer's VPC, and another beside it. */
export interface Places {
  readonly consumer: Place;
  readonly hub: Place;
}

/** Ways to name the end in the other VPC. */
const ENDS = HIDINGS.filter(({ name }) =>
  [
    "plainly",
    "as a literal id",
    "by a local",
    "by a variable without a default",
    "by a module's output",
    "by another stack's state",
    "by a parameter",
  ].includes(name),
);

/** A thing in both VPCs: by one of its homes in the consumer's, by another, or by another block of the same, in the hub's. */
export function secondHomes({ types }: Classification, places: Places): NamedMutant[] {
  return Object.entries(types).flatMap(([type, { homes = [] }]) =>
    homes.flatMap((first) =>
      homes
        .filter((second) => first !== second || first.includes("."))
        .flatMap((second) => ENDS.map((end) => inBoth(places, type, [first, second], end))),
    ),
  );
}

function inBoth(places: Places, type: string, [first, second]: readonly [string, string], end: Hiding): NamedMutant {
  const own = referenceFor(first, places.consumer);
  const hub = referenceFor(second, places.hub);
  const { text, more } = end.hide(hub.expression, hub.value, {
    expression: own.expression,
    vpc: `\${${places.hub.vpc.address}.id}`,
  });
  const body = inBlocks([first, `\${${own.expression}}`], [second, text]);
  return {
    name: `${type} by ${first}, and by ${second} ${end.name}`,
    added: together(own.more, hub.more, more, launchedFrom(type), { resource: { [type]: { mutation: body } } }),
    evaluate: evaluator(
      places,
      [`\${${own.expression}}`, own.value],
      [`\${${hub.expression}}`, hub.value],
      [text, hub.value],
    ),
  };
}

/** A template stands nowhere until something launches from it. */
function launchedFrom(type: string): Configuration {
  const launch_template = { id: `\${${type}.mutation.id}` };
  return type.endsWith("launch_template") ? { resource: { aws_instance: { launched: { launch_template } } } } : {};
}

type Argument = readonly [path: string, text: string];

/** Two arguments; where they are of one block, it is there twice. */
function inBlocks(first: Argument, second: Argument): Body {
  const [[block, one], [other, two]] = [parts(first[0]), parts(second[0])];
  if (block === "" || block !== other)
    return [first, second].reduce<Body>((body, [path, text]) => withValue(body, path, asArgument(path, text)), {});
  return withValue({}, block, [{ [one]: asArgument(one, first[1]) }, { [two]: asArgument(two, second[1]) }]);
}

function parts(path: string): readonly [block: string, name: string] {
  const at = path.lastIndexOf(".");
  return [path.slice(0, Math.max(at, 0)), path.slice(at + 1)];
}

const TEMPLATE_ID = "${aws_launch_template.mutation.id}";
const PUBLIC: Configuration = {
  resource: {
    aws_launch_template: {
      mutation: { name: "mutation", network_interfaces: { associate_public_ip_address: true } },
    },
    aws_launch_configuration: { mutation: { name: "mutation", associate_public_ip_address: true } },
  },
};

/** What launches in the consumer's VPC from a template with public addresses, by each argument that names one. */
export function launches({ types }: Classification, places: Places): NamedMutant[] {
  return Object.entries(types).flatMap(([type, { template_arguments = [], vpc_arguments }]) =>
    template_arguments.flatMap((argument) =>
      namesOf(argument).map((text) => launched(places, type, vpc_arguments, [argument, text])),
    ),
  );
}

function namesOf(argument: string): readonly string[] {
  if (/configuration(_name)?$/.test(argument)) return ["${aws_launch_configuration.mutation.name}", "mutation"];
  return argument.endsWith("name") ? ["${aws_launch_template.mutation.name}", "mutation"] : [TEMPLATE_ID];
}

function launched(places: Places, type: string, placing: readonly string[], [argument, text]: Argument): NamedMutant {
  const placedBy = placing.find((each) => /subnet|vpc_zone_identifier/.test(each)) ?? "subnet_ids";
  const own = referenceFor(placedBy, places.consumer);
  const body = withValue({}, placedBy, asArgument(placedBy, `\${${own.expression}}`));
  return {
    name: `${type} by ${argument} ${text}`,
    added: together(own.more, PUBLIC, { resource: { [type]: { mutation: withValue(body, argument, text) } } }),
    evaluate: evaluator(
      places,
      [`\${${own.expression}}`, own.value],
      [TEMPLATE_ID, "lt-0123456789abcdef0"],
      [text, "mutation"],
    ),
  };
}

function evaluator({ consumer, hub }: Places, ...known: readonly Argument[]): Evaluate {
  const things = [consumer, hub].flatMap((place) => Object.values(place));
  const values = new Map<string, string>(things.map(({ address, id }): Argument => [`\${${address}.id}`, id]));
  for (const [text, value] of known) if (!values.has(text)) values.set(text, value);
  return (text) => values.get(text);
}
