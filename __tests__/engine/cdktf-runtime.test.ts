import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import utilities from "node:util";
import {
  App,
  DefaultTokenResolver,
  Fn,
  type IResolvable,
  type IResolveContext,
  Lazy,
  StringConcat,
  Token,
  Tokenization,
  TokenizedStringFragments,
} from "cdktf";
import { resolve } from "cdktf/lib/_tokens";
import { Manifest } from "cdktf/lib/manifest";
import { makeUniqueId } from "cdktf/lib/private/unique";
import { StackSynthesizer } from "cdktf/lib/synthesize/synthesizer";
import { TokenString } from "cdktf/lib/tokens/private/encoding";
import { TokenMap } from "cdktf/lib/tokens/private/token-map";
import { deepMerge } from "cdktf/lib/util";
import { version } from "cdktf/package.json";
import * as fc from "fast-check";
import type { StackPlan } from "../../config/estate/stack-plan";
import { buildHere } from "../../engine/build-here";
import { REPLACEMENTS, withQuickCdktf } from "../../engine/cdktf-runtime";
import { buildApp } from "../../stacks/build-app";
import { casesOf } from "../support/corpus";
import { temporaryFolder } from "../support/environments";
import { oneOfEachKind, plansOf, SHIPPED_FOLDERS, synthesizePlans, terraformAnswers } from "../support/plans";
import { someFolders } from "../support/some-folders";
import { filesOf } from "../support/stacks";
import { newStack, thrown } from "../support/synth";

const WHAT_TO_DO =
  "cdktf changed. For each entry of REPLACEMENTS in engine/cdktf-runtime.ts, read the original in the new version: does the " +
  "reason still hold, and does the replacement still do the same? Read Manifest for engine/manifest.ts, and toTerraform, " +
  "synthesize, resolve and stringify for engine/configuration.ts, and the tokens for engine/quick-resolver.ts. Then write " +
  "the new digest here.";

/** What is replaced, and what the replacements rely on. */
const originals: Readonly<Record<string, unknown>> = {
  // Node's own function, which differs from version to version, is not pinned.
  ...Object.fromEntries(
    REPLACEMENTS.filter(({ owner }) => owner !== utilities).map(({ owner, name }) => [name, Reflect.get(owner, name)]),
  ),
  TokenMap,
  // What quick-resolver.ts stands for where a text or a list is one token.
  DefaultTokenResolver,
  TokenString,
  TokenizedStringFragments,
  synth: App.prototype.synth,
  synthesize: StackSynthesizer.prototype.synthesize,
  // What configuration.ts stands for, and what it calls.
  resolveOfElements: resolve,
  // What calls the quick resolver, and with which options.
  resolveOfTokens: Tokenization.resolve,
  stringify: dependencyOfCdktf("json-stable-stringify"),
  deepMerge,
  // What manifest.ts hands stacks to that are forgotten.
  Manifest,
};

/** What a dependency of cdktf exports; undefined where this version of cdktf has another one. */
function dependencyOfCdktf(name: string): unknown {
  try {
    return createRequire(require.resolve("cdktf"))(name);
  } catch {
    return undefined;
  }
}

function digestOf(value: unknown): string {
  const text = typeof value === "function" ? value.toString() : Object.prototype.toString.call(value);
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

test("replaces what it was written for", () => {
  const digests = Object.fromEntries(Object.entries(originals).map(([name, value]) => [name, digestOf(value)]));
  expect({ version, WHAT_TO_DO, ...digests }).toEqual({
    version: "0.21.0",
    WHAT_TO_DO,
    DefaultTokenResolver: "235b850be0f1",
    Manifest: "e849f30edc46",
    TokenMap: "63f86b8f6464",
    TokenString: "41d60461b435",
    TokenizedStringFragments: "8f79f8205e77",
    captureStackTrace: "4b92f5ee4e81",
    deepMerge: "95558c68cdbc",
    makeUniqueId: "280abf0b09b1",
    nextEscapeToken: "e213cdf21a60",
    numberTokenMap: "78f7c2c54f7e",
    prepareStack: "7f39aeeb3fcd",
    resolve: "c994da7dc9ae",
    resolveOfElements: "bb7d4a1eefa3",
    resolveOfTokens: "ad0841a1b115",
    stringTokenMap: "78f7c2c54f7e",
    stringify: "2fdef8472a7b",
    synth: "e8cbafe6ec95",
    synthesize: "32195be4424e",
    toTerraform: "07d724012b24",
    validate: "c365f4a9289b",
    writeToFile: "cde6a68ba4b5",
  });
});

test("plain cdktf is back afterwards, also when a build fails", () => {
  const before = REPLACEMENTS.map(({ owner, name }) => Reflect.get(owner, name));
  const during = withQuickCdktf(() => REPLACEMENTS.map(({ owner, name }) => Reflect.get(owner, name)));
  for (const [index, value] of during.entries()) expect(value).not.toBe(before[index]);
  thrown(() =>
    withQuickCdktf(() => {
      throw new Error("it fails");
    }),
  );
  for (const [index, { owner, name }] of REPLACEMENTS.entries()) expect(Reflect.get(owner, name)).toBe(before[index]);
});

test("gives elements the ids of plain cdktf, of more paths than are kept", () => {
  const numbers = Array.from({ length: 1500 }, (_, index) => index);
  const paths = numbers.flatMap((number) => [
    ["endpoint", `a${number}`],
    [`endpointa${number}`],
    ["endpoint", "Default", `a${number}`, "Resource"],
  ]);
  const ids = paths.map((path) => makeUniqueId([...path]));
  const { makeUniqueId: quick } = Object.fromEntries(
    withQuickCdktf(() => REPLACEMENTS.map(({ owner, name }) => [name, Reflect.get(owner, name)])),
  ) as { makeUniqueId: typeof makeUniqueId };
  for (let times = 0; times < 2; times++) expect(paths.map((path) => quick([...path]))).toEqual(ids);
  expect(() => quick([])).toThrow();
});

/** What is built one by one, without what cdktf knows nothing of. */
function builtOneByOne(plans: readonly StackPlan[]): Record<string, string> {
  const outdir = temporaryFolder();
  buildHere(plans, outdir);
  const ofCdktf = Object.entries(filesOf(outdir)).filter(
    ([path]) => !path.startsWith("cards/") && !path.endsWith("/origins.json"),
  );
  return Object.fromEntries(ofCdktf);
}

describe.each(someFolders("folders whose stacks are built by themselves"))("%s", (folder) => {
  test("each stack on its own has the bytes that App.synth writes of all, the manifest and the assets as well", () => {
    const plans = plansOf(folder);
    expect(builtOneByOne(plans)).toEqual(synthesizePlans(plans));
  });
});

test("each stack on its own has the bytes that App.synth writes of all as HCL, and its metadata", () => {
  const { env } = process;
  process.env = { ...env, SYNTH_HCL_OUTPUT: "true" };
  try {
    const plans = oneOfEachKind(SHIPPED_FOLDERS.flatMap((folder) => plansOf(folder))).map((plan) => ({
      ...plan,
      dependencies: [],
    }));
    const plain = synthesizePlans(plans);
    expect(Object.keys(plain).filter((path) => path.endsWith("/cdk.tf"))).toHaveLength(plans.length);
    expect(builtOneByOne(plans)).toEqual(plain);
  } finally {
    process.env = env;
  }
});

test("runs no Terraform, also for stacks with resources that plain cdktf asks it for", () => {
  const asked = terraformAnswers();
  try {
    const asks = SHIPPED_FOLDERS.flatMap((folder) => plansOf(folder)).filter(
      ({ name }) => name === "platform-service-orders",
    );
    buildHere(asks, temporaryFolder());
    expect(asked).not.toHaveBeenCalled();
    const app = new App({ outdir: temporaryFolder() });
    buildApp(app, asks);
    app.synth();
    expect(asked).toHaveBeenCalled();
  } finally {
    asked.mockRestore();
  }
});

test("forgets the tokens of a stack, and does not know those of another", () => {
  const known = () => (Reflect.get(TokenMap.instance(), "stringTokenMap") as Map<string, unknown>).size;
  const before = known();
  const text = withQuickCdktf(() => {
    const made = Lazy.stringValue({ produce: () => "x" });
    expect(known()).toBe(1);
    return made;
  });
  expect(known()).toBe(before);
  expect(() => withQuickCdktf(() => Tokenization.reverseString(text))).toThrow(/unrecognized|TOKEN/i);
});

/** A token that gives its value only after it was processed. */
class PostProcessed implements IResolvable {
  readonly creationStack = [];

  resolve(context: IResolveContext): unknown {
    context.registerPostProcessor({ postProcess: (value) => [value, "processed"] });
    return { a: "b" };
  }
}

describe("resolves as plain cdktf does", () => {
  const stack = newStack();
  const options = { scope: stack, resolver: new DefaultTokenResolver(new StringConcat()) };

  /** Values as the properties of resources have them: plain ones, tokens, and texts with tokens and escapes between. */
  function values(): fc.Arbitrary<unknown> {
    const token = fc
      .constantFrom("aws_vpc.main.id", "local.x", "${each.key}")
      .map((text) => Lazy.stringValue({ produce: () => `\${${text}}` }));
    const text = fc.oneof(
      fc.string(),
      token,
      fc.constantFrom(
        "a-e-1",
        "1e5",
        "-1.5e+10",
        "x${y}z",
        "}${",
        "${",
        "$${a}",
        "TfToken[",
        '{"a":"${b}"}',
        "line\nbreak",
      ),
    );
    const mixed = fc.array(text, { maxLength: 4 }).map((parts) => parts.join(""));
    const leaf = fc.oneof(
      mixed,
      fc.double({ min: -1e50, max: 1e50, noNaN: true }),
      fc.boolean(),
      fc.constantFrom(undefined, null),
      fc.constant(0).map(() => Lazy.anyValue({ produce: () => ["a", undefined, { b: undefined, c: 1 }] })),
      fc.constant(0).map(() => Token.asNumber(Lazy.anyValue({ produce: () => 7 }))),
      fc.constant(0).map(() => Token.asList(Lazy.anyValue({ produce: () => ["x", "y"] }))),
      fc.constant(0).map(() => Token.asStringMap(Lazy.anyValue({ produce: () => ({ k: "v" }) }))),
      token.map((each) => Fn.upper(each)),
    );
    return fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie("value"), { maxLength: 4 }),
        fc.dictionary(fc.string({ minLength: 1, maxLength: 5 }), tie("value"), { maxKeys: 4 }),
      ),
    })).value;
  }

  /** What is resolved, or the message of what is thrown. */
  function outcome(resolve: () => unknown): unknown {
    try {
      return { resolved: resolve() };
    } catch (error) {
      return { message: (error as Error).message };
    }
  }

  /** Resolves with what stands for cdktf's functions during a build, but with the tokens that are known now. */
  function resolveQuickly(value: unknown): unknown {
    const functions = REPLACEMENTS.filter(({ owner }) => owner !== TokenMap.instance());
    const before = functions.map(({ owner, name }) => Reflect.get(owner, name));
    for (const { owner, name, by } of functions) Reflect.set(owner, name, by());
    try {
      return Tokenization.resolve(value, options);
    } finally {
      for (const [index, { owner, name }] of functions.entries()) Reflect.set(owner, name, before[index]);
    }
  }

  test("any value, with and without tokens in it", () => {
    fc.assert(
      fc.property(values(), (value) => {
        const plain = outcome(() => Tokenization.resolve(value, options));
        expect(outcome(() => resolveQuickly(value))).toStrictEqual(plain);
      }),
      casesOf("values that cdktf resolves", 3000),
    );
  });

  const asList = (value: unknown) => Token.asList(Lazy.anyValue({ produce: () => value }));
  const asText = (value: unknown) => Token.asString(Lazy.anyValue({ produce: () => value }));
  const nested = (depth: number): unknown => (depth === 0 ? asText("x") : [nested(depth - 1)]);

  test.each<[string, () => unknown]>([
    ["a token for a text that is a list with a number in it", () => asText(["1e5"])],
    ["a token for a text with a number in it", () => asText("a 1e5")],
    ["a token for a list beside another item", () => [...asList(["x"]), "y"]],
    ["a token for a list within a text of a list", () => [`x${asList(["x"])[0]}`]],
    ["a token whose value is processed afterwards", () => asText(new PostProcessed())],
    ["a token as deep as cdktf goes", () => nested(199)],
    ["a token deeper than cdktf goes", () => nested(205)],
  ])("%s", (_, make) => {
    const value = make();
    expect(outcome(() => resolveQuickly(value))).toStrictEqual(outcome(() => Tokenization.resolve(value, options)));
  });

  test("a text of many tokens and escapes", () => {
    const token = (name: string) => Lazy.stringValue({ produce: () => `\${${name}}` });
    const text = Array.from({ length: 300 }, (_, index) => `a } ${token(`x.y${index}`)} \${z}`).join(", ");
    expect(resolveQuickly(text)).toBe(Tokenization.resolve(text, options));
  });
});
