import { compilerErrors } from "../../../scripts/test-package/types/errors";

const PEER = [
  "../node_modules/cdktf/lib/app.d.ts(1,1): error TS2304: Cannot find name 'a'.",
  "../node_modules/.store/@cdktf+provider-aws@21/node_modules/@cdktf/provider-aws/lib/vpc/index.d.ts(2,3): error TS1: b",
];

test("excuses only errors in declarations of the peers, and counts them", () => {
  expect(compilerErrors([...PEER, "  a line that explains the error", ""].join("\n"))).toEqual({
    ours: [],
    excused: 2,
  });
});

test.each([
  "../node_modules/zod/v4/core/api.d.ts(1,1): error TS2304: Cannot find name 'a'.",
  "../node_modules/cdktf/node_modules/zod/index.d.ts(1,1): error TS2304: Cannot find name 'a'.",
  "../a folder (1)/node_modules/cdktf-privatelink/dist/index.d.ts(1,1): error TS2304: Cannot find name 'a'.",
  "source/app.ts(1,1): error TS2304: Cannot find name 'a'.",
  "error TS5023: Unknown compiler option 'a'.",
])("fails on %s", (line) => {
  expect(compilerErrors([...PEER, line].join("\n"))).toEqual({ ours: [line], excused: 2 });
});
