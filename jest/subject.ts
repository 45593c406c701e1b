import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CouldNotJudge } from "../policies/checker/could-not-judge";
import { findDocuments, readDocument } from "../policies/checker/documents";
import { kindOf } from "../policies/checker/policy";
import { type JudgeDocumentsOptions, judgeDocuments, judgePathNow } from "../policies/judge";
import type { Report } from "../policies/report-types";

/** The parts of a stack of cdktf that are used here. No version of cdktf is loaded: it is the one of the test. */
interface Stack {
  readonly node: { readonly id: string; readonly path: string };
  readonly synthesizer: { synthesize(session: object): void };
  prepareStack(): void;
}

/** The parts of an app of cdktf that are used here. */
interface Tree {
  readonly node: { findAll(): readonly unknown[]; validate(): readonly string[] };
}

/**
 * Judges what a matcher was given: an App or a stack of cdktf, the content of a cdk.tf.json or of a plan (as an object
 * or as JSON text), or the path of a file or folder.
 *
 * @throws CouldNotJudge if it is none of these.
 */
export function judgeSubject(subject: unknown, options: JudgeDocumentsOptions): Report {
  if (typeof subject === "string")
    return isJsonText(subject) ? judgeDocuments({ "JSON text": subject }, options) : judgePathNow(subject, options);
  if (isTree(subject)) return judgeDocuments(synthesizedStacks(subject), options);
  if (typeof subject === "object" && subject !== null) return judgeDocuments({ object: subject }, options);
  throw new CouldNotJudge(
    "expected an App or a stack of cdktf, a synthesized stack or plan (object or JSON text), or the path of a file or " +
      `folder; got ${subject === undefined ? "undefined" : kindOf(subject)}.`,
  );
}

function isStack(subject: unknown): subject is Stack {
  const { synthesizer, prepareStack } = (subject ?? {}) as Partial<Stack>;
  return typeof synthesizer?.synthesize === "function" && typeof prepareStack === "function";
}

function isTree(subject: unknown): subject is Tree {
  return typeof (subject as Partial<Tree> | null)?.node?.findAll === "function";
}

/** The documents that {@link judgeSubject} judges, as JSON text: of a subject that can be judged. */
export function documentsOf(subject: unknown): string[] {
  if (isTree(subject)) return Object.values(synthesizedStacks(subject));
  if (typeof subject !== "string") return [JSON.stringify(subject)];
  if (isJsonText(subject)) return [subject];
  const { documents } = findDocuments([subject]);
  return documents.flatMap((file) => {
    const { json } = readDocument(file);
    return json === undefined ? [] : [new TextDecoder().decode(json)];
  });
}

function isJsonText(subject: string): boolean {
  return /^\s*\{/.test(subject);
}

/** The stacks of an app, or a stack and those below it, synthesized as `App.synth` does, by their names. */
function synthesizedStacks({ node }: Tree): Record<string, string> {
  const stacks = node.findAll().filter(isStack);
  if (stacks.length === 0)
    throw new CouldNotJudge("expected an App with stacks, or a stack; got a construct without a stack in it.");
  for (const stack of stacks) stack.prepareStack();
  const documents = Object.fromEntries(stacks.map((stack) => [nameOf(stack), synthesized(stack)]));
  const [problem] = node.validate();
  if (problem !== undefined) throw new CouldNotJudge(`the construct does not pass its own validation: ${problem}`);
  return documents;
}

function nameOf({ node }: Stack): string {
  return node.path || node.id;
}

/**
 * A stack as `cdktf synth` writes it, with its aspects and validations. It is written to a folder that is removed at
 * once, so that neither `cdktf.out` nor what other tests read is touched.
 */
function synthesized(stack: Stack): string {
  const outdir = mkdtempSync(join(tmpdir(), "cdktf-privatelink-"));
  try {
    const file = "cdk.tf.json";
    const place = { name: stack.node.id, workingDirectory: ".", synthesizedStackPath: file, stackMetadataPath: "meta" };
    stack.prepareStack();
    stack.synthesizer.synthesize({ outdir, skipValidation: false, manifest: { forStack: () => ({ ...place }) } });
    return readFileSync(join(outdir, file), "utf8");
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
