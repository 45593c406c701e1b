/** The parts of TypeDoc's model that are read here: https://typedoc.org/api/modules/JSONOutput.html */
export interface Reflection {
  readonly name: string;
  readonly kind: number;
  readonly comment?: Comment;
  readonly flags?: { readonly isOptional?: boolean; readonly isInherited?: boolean };
  readonly children?: readonly Reflection[];
  readonly signatures?: readonly Reflection[];
  readonly getSignature?: Reflection;
  readonly type?: { readonly type: string; readonly declaration?: Reflection };
  readonly inheritedFrom?: object;
}

interface Comment {
  readonly summary: readonly { readonly text: string }[];
  readonly blockTags?: readonly { readonly tag: string }[];
}

/** Kinds of TypeDoc: https://typedoc.org/api/enums/Models.ReflectionKind.html */
const VARIABLE = 32;
const CLASS = 128;
const INTERFACE = 256;
const CONSTRUCTOR = 512;
const REFERENCE = 4194304;

/** Interfaces whose optional properties say what they are by default. */
const SETTINGS = /(Props|Options|Config|Content)$/;

/**
 * What is exported and has no docstring, and what may be left out of settings and has no `@default`: a line each, with
 * its module and name.
 */
export function undocumented(model: Reflection): readonly string[] {
  return (model.children ?? []).flatMap((module) =>
    (module.children ?? []).flatMap((exported) => problemsOf(exported, module.name, exported)),
  );
}

function problemsOf(reflection: Reflection, path: string, exported: Reflection): string[] {
  const { name, kind, flags, inheritedFrom } = reflection;
  if (kind === REFERENCE || kind === CONSTRUCTOR || inheritedFrom !== undefined) return [];
  const place = `${path}.${name}`;
  const comments = commentsOf(reflection);
  const said = comments.some(({ summary }) => summary.some(({ text }) => text.trim() !== ""));
  const hasDefault = comments.some(({ blockTags = [] }) => blockTags.some(({ tag }) => tag === "@default"));
  const isSetting = reflection !== exported && flags?.isOptional === true && SETTINGS.test(exported.name);
  return [
    ...(said ? [] : [`${place}: expected a docstring; got none`]),
    ...(isSetting && !hasDefault ? [`${place}: expected @default; got none`] : []),
    ...membersOf(reflection).flatMap((member) => problemsOf(member, place, exported)),
  ];
}

/** A function has its docstring at its signatures. */
function commentsOf({ comment, signatures = [], getSignature, type }: Reflection): readonly Comment[] {
  const own = [comment, getSignature?.comment, ...signatures.map((each) => each.comment)];
  const ofFunction = type?.declaration?.signatures?.map((each) => each.comment) ?? [];
  return [...own, ...ofFunction].filter((each) => each !== undefined);
}

function membersOf({ kind, children = [], type }: Reflection): readonly Reflection[] {
  if (kind === CLASS || kind === INTERFACE) return children;
  // The parts of a value say what they are by its own docstring.
  return kind === VARIABLE ? [] : (type?.declaration?.children ?? []);
}
