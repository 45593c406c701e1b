import { checkClassification } from "../../../../scripts/policy/classification/check";
import { PROJECT_ROOT } from "../../../../support/project-root";

test("the classification fits the installed bindings, and what is written is what was reviewed", () => {
  expect(checkClassification(PROJECT_ROOT)).toMatch(
    /^\d+ types are classified, of \d+ in the provider [\d.]+ and others$/,
  );
});
