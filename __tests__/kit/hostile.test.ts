import fc from "fast-check";
import { parse } from "yaml";
import { hclString, markdown, markdownCode, yamlString } from "../../kit/escape";
import { kitFiles } from "../../kit/kit-files";
import { kitService } from "../support/kit";

/** Texts that would be code, markup or a template, if they were not escaped. */
const HOSTILE = [
  '"; rm -rf / #',
  "`id` $(id) ${var.x} %{ if true }",
  "a | b | c",
  "<script>alert(1)</script><!-- ",
  "[click](https://example.net) ![x](y)",
  "line\nbreak\r\n# heading\n```sh\nid\n```",
  "'; exit; '",
  "\u202e right to left \u0000 \u001b[31m",
  "!Ref X: {a: b} *alias &anchor",
  "\\",
];

/** Names and texts of a card that somebody else chose freely. */
function hostileCard(text: string) {
  return kitService({
    environment: text,
    service: text,
    description: text,
    contact: text,
    listeners: {
      [text]: { port: 443, protocol: "TCP" as const },
      [`${text} 2`]: { port: 80, protocol: "TCP" as const, httpPath: "/a';id;'$(id)" },
    },
  });
}

const plain = kitFiles(undefined, [hostileCard("plain")]);

/** A file without its first line, and with the names that are made of the service's. */
function code(text: string | undefined): string {
  return (text ?? "")
    .split("\n")
    .slice(1)
    .join("\n")
    .replace(/"?privatelink-[a-z0-9-]+"?/g, "NAME");
}

/** Blocks of code of a page. */
function blocks(text: string | undefined): string[] {
  return [...(text ?? "").matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block = ""]) =>
    block.replace(/privatelink-[a-z0-9-]+/g, "NAME"),
  );
}

describe.each(HOSTILE)("a card with the text %j", (text) => {
  const files = kitFiles(undefined, [hostileCard(text)]);

  test("changes nothing of the code but a comment and the name", () => {
    for (const path of Object.keys(plain).filter((each) => /\.(tf|yaml)$/.test(each)))
      expect([path, code(files[path])]).toEqual([path, code(plain[path])]);
  });

  test("its comment stays one line", () => {
    for (const path of Object.keys(plain).filter((each) => /\.(tf|yaml)$/.test(each)))
      expect(files[path]?.split("\n")).toHaveLength(plain[path]?.split("\n").length ?? 0);
  });

  test("the template is the same document", () => {
    const template = (each: string | undefined) =>
      code(JSON.stringify(parse((each ?? "").replace(/!\w+/g, ""), { logLevel: "error" })));
    expect(template(files["cloudformation/endpoint.yaml"])).toBe(template(plain["cloudformation/endpoint.yaml"]));
  });

  test("the commands are the same", () => {
    for (const path of ["README.md", "cli.md"]) expect(blocks(files[path])).toEqual(blocks(plain[path]));
  });

  test("pages have the same lines, and tables the same cells", () => {
    for (const path of ["README.md", "SECURITY.md", "cli.md", "console.md"]) {
      const shape = (each: string | undefined) =>
        each?.split("\n").map((line) => (line.startsWith("|") ? line.split(/(?<!\\)\|/).length : line.slice(0, 2)));
      expect([path, shape(files[path])]).toEqual([path, shape(plain[path])]);
    }
  });
});

test("nothing invisible gets into a file", () => {
  for (const text of HOSTILE)
    for (const [path, content] of Object.entries(kitFiles(text, [hostileCard(text), hostileCard(text)])))
      expect([path, content.replaceAll("\n", "")]).toEqual([path, expect.not.stringMatching(/[\p{Cc}\p{Cf}]/u)]);
});

test("paths of a test stay one word of a shell", () => {
  expect(plain["README.md"]).toContain(`"http://$name:80"'/a'\\'';id;'\\''$(id)'`);
});

describe("whatever the text is", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 40 });

  test("a string of YAML is one", () => {
    fc.assert(
      fc.property(text, (each) => {
        expect(yamlString(each)).toMatch(/^"[^\n]*"$/);
        expect(typeof parse(yamlString(each))).toBe("string");
      }),
    );
  });

  test("a string of HCL ends where it ends, and has no template", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', "\\", "$", "%", "{", "}", "a") }), (each) => {
        const inner = hclString(each).slice(1, -1);
        expect(inner.replace(/\\./g, "")).not.toContain('"');
        expect(inner).not.toMatch(/[$%]\{/);
      }),
    );
  });

  test("a text of Markdown has no markup", () => {
    fc.assert(
      fc.property(text, (each) => {
        expect(markdown(each).replace(/\\./gu, "")).not.toMatch(/[`*_{}[\]<>#|&!\n]/);
        expect(markdownCode(each)).not.toContain("\n");
      }),
    );
  });
});
