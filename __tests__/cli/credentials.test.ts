import { credentialsNotes } from "../../cli/credentials";
import { loadEnvironments } from "../../config/load";
import { CONSUMER, ENVIRONMENT, EXTERNAL, edit, folderOf } from "../support/environments";

const BARE = edit(ENVIRONMENT, "    role: deploy\n", "");

function notes(files: Readonly<Record<string, string>>): string[] {
  return credentialsNotes(loadEnvironments(folderOf(files)));
}

test("one account without a role among others with one needs no word", () => {
  expect(notes({ "dev/environment.yaml": ENVIRONMENT, "dev/consumers/web.yaml": CONSUMER })).toEqual([]);
});

test("one account without a role, of a service and its consumer, needs no word; nor does an external consumer", () => {
  const own = CONSUMER.replace("222222222222", "111111111111");
  const files = { "dev/environment.yaml": BARE, "dev/consumers/web.yaml": own, "dev/consumers/globex.yaml": EXTERNAL };
  expect(notes(files)).toEqual([]);
});

test("two accounts without a role are told, with what is deployed into each and the way out", () => {
  expect(notes({ "dev/environment.yaml": BARE, "dev/consumers/web.yaml": CONSUMER })).toEqual([
    "2 accounts of dev have no `role`: 111111111111 (services.orders), 222222222222 (consumers/web.yaml). " +
      "Terraform runs with credentials of one account, so that a deploy of all stacks fails. " +
      "Give all but one a `role`, or run Terraform for the stacks of each account with its own credentials",
  ]);
});

test("settings of a whole account count too, and an account is told once", () => {
  const settings = `${ENVIRONMENT}accounts: { "111111111111": { blockPublicAccess: {} } }\n`;
  const [note] = notes({ "dev/environment.yaml": settings, "dev/consumers/web.yaml": CONSUMER });
  expect(note).toContain("111111111111 (accounts.111111111111), 222222222222 (consumers/web.yaml)");
});

test("thousands of accounts have one line, and the ways out stay in it", () => {
  const consumers = Array.from({ length: 300 }, (_, index) => [
    `dev/consumers/customer-${index}.yaml`,
    edit(
      edit(CONSUMER, "222222222222", String(222222220000 + index)),
      "10.20.0.0/20",
      `172.${16 + Math.floor(index / 256)}.${index % 256}.0/24`,
    ),
  ]);
  const [note = "", ...rest] = notes({ "dev/environment.yaml": BARE, ...Object.fromEntries(consumers) });
  expect(rest).toEqual([]);
  expect(note).toMatch(/^301 accounts of dev have no `role`: 111111111111 \(services\.orders\), 222222220000 /);
  expect(note).toContain(" and 295 more. Terraform runs with credentials of one account");
  expect(note.length).toBeLessThan(700);
});

test("of many environments the first have a note, and the rest is counted", () => {
  const files = Array.from({ length: 25 }, (_, index) => [
    [`e${index}/environment.yaml`, edit(BARE, "111111111111", String(333333330000 + index))],
    [`e${index}/consumers/web.yaml`, edit(CONSUMER, "222222222222", String(222222220000 + index))],
  ]).flat();
  const all = notes(Object.fromEntries(files));
  expect(all).toHaveLength(21);
  expect(all.at(-1)).toBe("The same is true of 5 more environments");
});
