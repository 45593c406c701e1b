import { turns } from "../support/turns";
import { buildCertificate, type RunFacts } from "./build-certificate";
import { type Certificate, RESULTS } from "./certificate-file";
import { certificatePath } from "./file-names";
import type { CertificateFormat } from "./format-names";
import { renderCertificate } from "./html/certificate-page";
import { folderOf, renderIndex } from "./html/index-page";
import { statementOf } from "./in-toto";
import { CERTIFICATE_FORMATS, type CertificateIndex, INDEX_FILE, INDEX_FORMAT, type IndexEntry } from "./index-file";
import type { Judgement } from "./judge";
import type { ReadDocuments } from "./read-documents";
import { writeFolder } from "./write-folder";

/** What is written, and where. */
export interface WriteRequest {
  readonly out: string;
  readonly formats: readonly CertificateFormat[];
  readonly judgement: Judgement;
  readonly run: RunFacts;
  readonly documents: ReadDocuments;
  readonly signal: AbortSignal;
  readonly onProgress: (done: number, total: number) => void;
}

const RENDER: Readonly<Record<CertificateFormat, (certificate: Certificate) => string>> = {
  html: renderCertificate,
  json: (certificate) => `${JSON.stringify(certificate, undefined, 2)}\n`,
  intoto: (certificate) => `${JSON.stringify(statementOf(certificate))}\n`,
};

/**
 * Writes a file for each network and format, and the index, into a folder: all of them, or nothing. One network is in
 * memory at a time.
 *
 * @throws CouldNotJudge where a document changed since it was judged.
 */
export async function writeCertificates(request: WriteRequest): Promise<CertificateIndex> {
  const { out, formats, judgement, run, documents, signal, onProgress } = request;
  const entries: IndexEntry[] = [];
  const taken = new Set<string>();
  const turn = turns(signal);
  let index: CertificateIndex | undefined;
  await writeFolder(out, async (write) => {
    for (const vpc of judgement.vpcs) {
      await turn();
      const certificate = buildCertificate(vpc, run, documents);
      const path = freePath(certificatePath(certificate.network), taken);
      for (const format of formats) write(path + CERTIFICATE_FORMATS[format], RENDER[format](certificate));
      entries.push(entryOf(path, certificate));
      onProgress(entries.length, judgement.vpcs.length);
    }
    index = indexOf(entries, request);
    write(INDEX_FILE, `${JSON.stringify(index, undefined, 2)}\n`);
    if (formats.includes("html")) writePages(index, write);
  });
  return index ?? indexOf(entries, request);
}

function writePages(index: CertificateIndex, write: (path: string, text: string) => void): void {
  write("index.html", renderIndex({ index }));
  for (const environment of new Set(index.certificates.map(folderOf))) {
    const certificates = index.certificates.filter((each) => folderOf(each) === environment);
    const own = { ...index, certificates, not_judged: [] };
    write(`${environment}/index.html`, renderIndex({ index: own, environment }));
  }
}

/** A path that no other certificate of the run has: plans that do not say their stack can have the same addresses. */
function freePath(path: string, taken: Set<string>): string {
  let free = path;
  for (let number = 2; taken.has(free.toLowerCase()); number += 1) free = `${path}--${number}`;
  taken.add(free.toLowerCase());
  return free;
}

function entryOf(path: string, { id, result, is_certificate, network }: Certificate): IndexEntry {
  const { environment, stack, address, name, account, region } = network;
  return { path, id, result, is_certificate, environment, stack, address, name, account, region };
}

function indexOf(certificates: IndexEntry[], { run, formats, judgement }: WriteRequest): CertificateIndex {
  const count = (result: Certificate["result"]) => certificates.filter((each) => each.result === result).length;
  return {
    ...INDEX_FORMAT,
    date: run.date,
    formats: [...formats],
    counts: Object.fromEntries(RESULTS.map((result) => [result, count(result)])) as CertificateIndex["counts"],
    certificates,
    not_judged: judgement.notJudged.map(({ file, why }) => ({ file, why: [...why] })),
  };
}
