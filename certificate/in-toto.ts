import type { Certificate } from "./certificate-file";

/** Type of the predicate: what a certificate says, in the version of its format. */
export const PREDICATE_TYPE = "urn:cdktf-privatelink:certificate:v1";

/** Type of a statement: https://github.com/in-toto/attestation/blob/main/spec/v1/statement.md */
export const STATEMENT_TYPE = "https://in-toto.io/Statement/v1";

/**
 * A certificate as an in-toto statement (v1), which any tool of Sigstore signs. Its subjects are the files that were
 * judged, and the binary plan where there is one: a verifier compares them with files of its own.
 */
export function statementOf(certificate: Certificate): object {
  const { documents, plan } = certificate.basis;
  const subject = documents.map(({ name, sha256 }) => ({ name, digest: { sha256 } }));
  const binary = documents.find(({ kind }) => kind === "plan")?.name.replace(/[^/]*$/, "plan.tfplan") ?? "plan.tfplan";
  return {
    _type: STATEMENT_TYPE,
    subject: [
      ...subject,
      ...(plan === null || plan.sha256 === null ? [] : [{ name: binary, digest: { sha256: plan.sha256 } }]),
    ],
    predicateType: PREDICATE_TYPE,
    predicate: certificate,
  };
}
