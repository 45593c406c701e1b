/** Formats that a certificate is written in. */
export const CERTIFICATE_FORMAT_NAMES = ["html", "json", "intoto"] as const;

export type CertificateFormat = (typeof CERTIFICATE_FORMAT_NAMES)[number];
