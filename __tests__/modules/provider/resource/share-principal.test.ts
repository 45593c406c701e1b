import { sharePrincipalProblem } from "../../../../modules/provider/resource/share-principal";

test.each(["arn:aws:iam::222222222222:root", "arn:aws:iam::222222222222:role/x", "2222", "ou-abcd-01234567"])(
  "fails to share with %j",
  (principal) => {
    expect(sharePrincipalProblem(principal)).toContain("an account id (12 digits)");
  },
);
