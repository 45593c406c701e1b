import { checkClassification } from "../../../../scripts/policy/classification/check";
import { PACKAGE_ROOT } from "../../../../support/package-root";

test("the classification fits the installed bindings, and what is written is what was reviewed", () => {
  expect(checkClassification(PACKAGE_ROOT)).toMatch(
    /^\d+ types are classified, of \d+ in the provider [\d.]+ and others$/,
  );
});
