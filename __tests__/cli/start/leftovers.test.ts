import { stripVTControlCharacters } from "node:util";
import { leftoversText } from "../../../cli/start/leftovers";
import type { Leftover } from "../../../stacks/leftovers";

const stack = (name: string, more: Partial<Leftover> = {}): Leftover => ({
  name,
  deployed: "yes",
  initialized: true,
  isProtected: false,
  reads: [],
  ...more,
});

function told(leftovers: readonly Leftover[], out = "cdktf.out", stacks: readonly string[] = []): string {
  return stripVTControlCharacters(leftoversText({ leftovers, stacks, cards: [] }, out));
}

const commands = (text: string) => text.split("\n").filter((line) => /^ {2}(terraform|rm) /.test(line));

test("says nothing where nothing is left", () => {
  expect(told([])).toBe("");
});

test("prints a command for each stack, in their order", () => {
  const text = told([stack("dev-dns-web"), stack("dev-consumer-web")]);
  expect(text).toContain("These stacks are no longer declared, but are still deployed.");
  expect(commands(text)).toEqual([
    "  terraform -chdir=cdktf.out/stacks/dev-dns-web destroy -refresh=false",
    "  terraform -chdir=cdktf.out/stacks/dev-consumer-web destroy -refresh=false",
  ]);
});

test("initializes first where Terraform's own folder is gone", () => {
  expect(commands(told([stack("dev-consumer-web", { initialized: false })]))).toEqual([
    "  terraform -chdir=cdktf.out/stacks/dev-consumer-web init",
    "  terraform -chdir=cdktf.out/stacks/dev-consumer-web destroy -refresh=false",
  ]);
});

test("quotes a path that a shell would take apart", () => {
  expect(commands(told([stack("dev-consumer-web")], "my out"))).toEqual([
    "  terraform '-chdir=my out/stacks/dev-consumer-web' destroy -refresh=false",
  ]);
});

test("says what to deploy first, where the provider's side is still declared", () => {
  const web = stack("dev-consumer-web", { reads: ["dev-service-orders", "dev-hub-gone"] });
  const declared = ["dev-service-orders", "dev-acceptance-orders"];
  expect(told([web], "cdktf.out", declared)).toContain(
    "First deploy dev-acceptance-orders, dev-service-orders: that revokes their connections.",
  );
  expect(told([web])).not.toContain("First deploy");
});

test("says of states that it does not read how they are seen, and which folders to delete", () => {
  const text = told([
    stack("prod-dns-web", { deployed: "unknown" }),
    stack("prod-consumer-web", { deployed: "unknown" }),
  ]);
  expect(text).toContain("may still be deployed");
  expect(commands(text)).toEqual([
    "  terraform -chdir=cdktf.out/stacks/prod-dns-web destroy -refresh=false",
    "  terraform -chdir=cdktf.out/stacks/prod-consumer-web destroy -refresh=false",
    "  terraform -chdir=cdktf.out/stacks/prod-dns-web state list",
    "  rm -r cdktf.out/stacks/prod-dns-web",
    "  rm -r cdktf.out/stacks/prod-consumer-web",
  ]);
});

test("warns of what is protected, and of an acceptance whose service stays", () => {
  const text = told(
    [
      stack("dev-acceptance-orders", { reads: ["dev-service-orders"] }),
      stack("dev-service-mail", { isProtected: true }),
    ],
    "cdktf.out",
    ["dev-service-orders"],
  );
  expect(text).toContain("Protected: dev-service-mail.");
  expect(text).toContain("Destroying dev-acceptance-orders rejects the connections that it accepted");
});
