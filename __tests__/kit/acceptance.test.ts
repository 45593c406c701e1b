import { acceptanceOf, needsId } from "../../kit/acceptance";
import { kitFiles } from "../../kit/kit-files";
import type { KitService } from "../../kit/kit-service";
import { kitService } from "../support/kit";

const ids = ["vpce-0123456789abcdef0"];

test.each([
  ["at-once", kitService({ acceptance: "automatic" }, { hasAcceptor: false }), false],
  ["by-person", kitService({ acceptance: "manual" }, { hasAcceptor: false }), true],
  ["by-acceptor", kitService({}, { hasAcceptor: true }), false],
  ["by-id", kitService({}, { hasAcceptor: true, endpointIds: ids }), true],
  ["by-id", kitService({}, { hasAcceptor: false }), true],
  ["by-provider", kitService(), false],
])("an endpoint is accepted %s", (expected, service, isIdNeeded) => {
  expect(acceptanceOf(service)).toBe(expected);
  expect(needsId(service)).toBe(isIdNeeded);
});

/** Files of a kit that say how the endpoint is accepted. */
function pages(more: Partial<KitService>): string[] {
  const files = kitFiles("globex", [kitService({}, more)]);
  return ["README.md", "cli.md", "console.md"].map((path) => files[path] ?? "");
}

const OUTPUTS = ["cloudformation/endpoint.yaml", "terraform/outputs.tf"];

test("an acceptor needs no id: it is sent only where the endpoint still waits", () => {
  for (const page of pages({ hasAcceptor: true })) {
    expect(page).toContain("You need not send the id: software of the provider accepts the endpoint within minutes.");
    expect(page).toContain("If the state is still `pendingAcceptance` after 15 minutes, send to Orders team");
    expect(page).not.toContain("Send to Orders team");
  }
});

test("where the provider accepts by id, it is sent", () => {
  for (const page of pages({ hasAcceptor: false })) {
    expect(page).toContain("Send to Orders team");
    expect(page).not.toContain("within minutes");
  }
});

test("where only the card is known, both are said", () => {
  for (const page of pages({})) {
    expect(page).toContain(
      "Some providers accept the endpoint by software within minutes, others once they have its id.",
    );
    expect(page).toContain("send to Orders team");
  }
});

test.each([
  ["by an acceptor", { hasAcceptor: true }, "Id of the endpoint. Send it to the provider if the endpoint still waits"],
  ["by id", { hasAcceptor: false }, "Id of the endpoint. Send it to the provider, who accepts it"],
])("outputs of what is accepted %s say what to do with the id", (_, more, expected) => {
  const files = kitFiles("globex", [kitService({}, more)]);
  for (const path of OUTPUTS) expect(files[path]).toContain(expected);
});

test("what AWS accepts at once is sent to nobody", () => {
  const files = kitFiles("globex", [kitService({ acceptance: "automatic" })]);
  for (const path of OUTPUTS) expect(files[path]).not.toContain("Send it");
});
