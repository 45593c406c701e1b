import { parse } from "yaml";
import { isHarmless } from "../../delivery/fill";
import { SYSTEMS } from "../../delivery/systems";
import { filesOf } from "./support";

/** Texts and keys of a YAML document. */
function textsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(textsOf);
  if (typeof value !== "object" || value === null) return [value];
  return Object.entries(value).flatMap(([key, each]) => [key, ...textsOf(each)]);
}

// In YAML 1.1, which GitLab and Atlantis read, `on` and `yes` are no texts unless they are in quotes.
test.each(["1.1", "1.2"] as const)("names such as `on` and `yes` stay texts in YAML %s", (version) => {
  const documents = SYSTEMS.flatMap((system) =>
    Object.entries(filesOf(system))
      .filter(([path]) => /\.ya?ml$/.test(path))
      .map(([, text]) => parse(text, { version, merge: true })),
  );
  const texts = documents.flatMap(textsOf);
  expect(texts.filter((text) => text === "yes").length).toBeGreaterThan(5);
  expect(texts.filter((text) => text === "prod-eu-2").length).toBe(texts.filter((text) => text === "yes").length);
});

test("nothing of a template is left", () => {
  for (const system of SYSTEMS)
    for (const text of Object.values(filesOf(system))) expect(text).not.toMatch(/%[A-Z]+%|# each |# end$/m);
});

test("the same environments give the same files", () => {
  for (const system of SYSTEMS) expect(filesOf(system)).toEqual(filesOf(system));
});

test("GitLab plans each environment in as many jobs as the shards allow", () => {
  const shardsOf = (shards?: number) =>
    [...(filesOf("gitlab", shards)[".gitlab/privatelink.yml"] ?? "").matchAll(/SHARD: "(\d\/\d)"/g)].map(
      ([, each]) => each,
    );
  expect(shardsOf()).toEqual(["1/1", "1/1", "1/1"]);
  expect(shardsOf(7)).toEqual(["1/2", "2/2", "1/2", "2/2", "1/2", "2/2"]);
});

test("what a key prefix in S3 may have can be filled in", () => {
  expect(isHarmless("a/b!.*'()=+@,:-_")).toBe(true);
});
