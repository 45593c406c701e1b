import { countsOf, countsText } from "../../../pipeline/plan/counts";
import type { ResourceChange } from "../../../pipeline/terraform/plan-document";

test("counts resources by what is done with them; what nobody knows is no plan without changes", () => {
  const all: readonly (readonly string[])[] = [
    ...[["create"], ["update"], ["delete"], ["forget"], ["no-op"], ["read"]],
    ...[["delete", "create"], ["create", "forget"], ["an-action-of-tomorrow"]],
  ];
  const resource_changes = all.map((actions, index) => ({
    ...{ address: `aws_vpc.${index}`, mode: "managed", change: { actions, importing: index === 4 ? {} : null } },
  })) as unknown as readonly ResourceChange[];
  const counts = countsOf({ format_version: "1.2", resource_changes });
  expect(counts).toEqual({ create: 1, update: 1, replace: 3, destroy: 1, forget: 1, import: 1 });
  expect(countsText(counts)).toBe("1 to create, 1 to update, 3 to replace, 1 to destroy, 1 to forget, 1 to import");
});
