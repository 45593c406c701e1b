/** Options of `privatelink init`. */
export interface InitOptions {
  /** Folder of the environments. @default "environments" */
  readonly environments: string;
  /** Root of the repository that the files are written to. @default "." */
  readonly dir: string;
  /** Branch that is deployed. GitLab knows it by itself. @default - what the settings say, or main */
  readonly branch?: string;
  /** Most jobs that plan a change. @default - what the settings say, or what suits the system */
  readonly shards?: number;
  /** Whether files that differ are replaced. @default false */
  readonly force?: boolean;
  /** Whether the files are only compared. @default false */
  readonly check?: boolean;
}
