import { z } from "zod";
import { RESULTS } from "./certificate-file";
import { CERTIFICATE_FORMAT_NAMES, type CertificateFormat } from "./format-names";

/** What an index of certificates says of itself. */
export const INDEX_FORMAT = { format: "cdktf-privatelink/certificates", version: 1 } as const;

/** Name of the index within a folder of certificates. */
export const INDEX_FILE = "index.json";

/** How the files of each format end. */
export const CERTIFICATE_FORMATS: Readonly<Record<CertificateFormat, string>> = {
  html: ".html",
  json: ".json",
  intoto: ".intoto.json",
};

const entry = z.object({
  path: z.string().describe("Of its files, without what they end with: prod/prod-consumer-web--aws_vpc.vpc."),
  id: z.string().describe("Of the certificate."),
  result: z.enum(RESULTS),
  is_certificate: z.boolean(),
  environment: z.string().nullable(),
  stack: z.string().nullable(),
  address: z.string(),
  name: z.string().nullable(),
  account: z.string().nullable(),
  region: z.string().nullable(),
});

/** What is in a folder of certificates. */
export const indexSchema = z.object({
  format: z.literal(INDEX_FORMAT.format),
  version: z.literal(INDEX_FORMAT.version),
  date: z.string(),
  formats: z.array(z.enum(CERTIFICATE_FORMAT_NAMES)),
  counts: z.record(z.enum(RESULTS), z.int().min(0)),
  certificates: z.array(entry).describe("By environment, stack and address."),
  not_judged: z
    .array(z.object({ file: z.string(), why: z.array(z.string()) }))
    .describe("Documents that could not be judged: nothing is said of what they have."),
});

export type CertificateIndex = z.output<typeof indexSchema>;
export type IndexEntry = z.output<typeof entry>;
