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
