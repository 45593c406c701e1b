/** Options of `privatelink bootstrap`. */
export interface BootstrapOptions {
  /** File of the bootstrap. */
  readonly file: string;
  /** Folder of the environments. */
  readonly environments: string;
  /** Environments that CI plans and deploys. @default - all */
  readonly env?: readonly string[] | undefined;
  /** Folder to write to. */
  readonly out: string;
}
