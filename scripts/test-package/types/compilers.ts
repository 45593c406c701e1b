/** Versions of TypeScript that users have: the oldest that is supported, and the newest of each line since. */
export const TYPESCRIPT = { "5.4": "5.4.5", "5.9": "5.9.3", "6.0": "6.0.3", "7.0": "7.0.2" } as const;

/** How a project is compiled. */
export interface Compilation {
  readonly typescript: keyof typeof TYPESCRIPT;
  readonly module: string;
  readonly moduleResolution: string;
  /** Whether the project's package.json has `"type": "module"`. */
  readonly isModule: boolean;
  /** Whether the project has the types of Node. */
  readonly hasNodeTypes: boolean;
  /** Whether a CommonJS project sets `esModuleInterop`. */
  readonly esModuleInterop: boolean;
}

type Way = readonly [module: string, moduleResolution: string, isModule: boolean, without?: "node" | "interop"];

/**
 * All ways that a version knows. `node10` is gone since TypeScript 7, and is deprecated in 6. In 6 and 7,
 * `esModuleInterop` cannot be turned off.
 */
export const COMPILATIONS: readonly Compilation[] = Object.keys(TYPESCRIPT).flatMap((name) => {
  const typescript = name as keyof typeof TYPESCRIPT;
  const ways: Way[] = [
    ...(name.startsWith("5")
      ? ([
          ["commonjs", "node10", false],
          ["commonjs", "node10", false, "interop"],
          ["commonjs", "node10", false, "node"],
        ] as const)
      : []),
    ["node16", "node16", false],
    ["nodenext", "nodenext", true],
    ["nodenext", "nodenext", true, "node"],
    ["esnext", "bundler", true],
  ];
  return ways.map(([module, moduleResolution, isModule, without]) => ({
    ...{ typescript, module, moduleResolution, isModule },
    ...{ hasNodeTypes: without !== "node", esModuleInterop: without !== "interop" },
  }));
});

/** A compilation in words. */
export function nameOf({ typescript, module, moduleResolution, hasNodeTypes, esModuleInterop }: Compilation): string {
  const without = [...(hasNodeTypes ? [] : ["types of Node"]), ...(esModuleInterop ? [] : ["esModuleInterop"])];
  const ways = `TypeScript ${typescript}, ${module} and ${moduleResolution}`;
  return without.length === 0 ? ways : `${ways}, without ${without.join(" and ")}`;
}

/** The strictest settings: what the declarations say must hold with each of them. */
export function compilerOptions(compilation: Compilation): object {
  const { module, moduleResolution, isModule, hasNodeTypes, esModuleInterop } = compilation;
  return {
    ...{ module, moduleResolution, target: "es2020", lib: ["es2020"], types: hasNodeTypes ? ["node"] : [] },
    ...{ strict: true, noUncheckedIndexedAccess: true, exactOptionalPropertyTypes: true },
    ...{ noPropertyAccessFromIndexSignature: true, isolatedModules: true, skipLibCheck: false },
    // With it, a CommonJS file has no import statements.
    ...(isModule ? { verbatimModuleSyntax: true } : esModuleInterop ? { esModuleInterop } : {}),
    ...{ rootDir: "source", outDir: "built/some folder" },
  };
}
